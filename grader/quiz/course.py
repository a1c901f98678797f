"""All concepts of a kit, in the order in which they are taught."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.errors import UsageError, near_names
from grader.quiz.reader import ConceptFile, read_concept
from grader.quiz.workshop import Workshop
from grader.wording import either, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.kit import Kit


@dataclass(frozen=True)
class Course:
    """A kit's concepts.

    Attributes
    ----------
    kit : Kit
        With the exercises that the concepts belong to.
    files : mapping of str to ConceptFile
        By id; those that could be read first, in the order of the course.
    workshop : Workshop
        The oracles of the kit's exercises.
    """

    kit: Kit
    files: Mapping[str, ConceptFile]
    workshop: Workshop

    def file(self, name: str) -> ConceptFile:
        """Return the file of a concept; raises UsageError with the nearest names if there is none."""
        if name in self.files:
            return self.files[name]
        raise unknown_concept(name, self.files)


def unknown_concept(name: str, known: Mapping[str, object]) -> UsageError:
    """Return the error about a concept that does not exist."""
    near = near_names(name, known)
    if near:
        hint = sentence("Did you mean {names}?", names=either(near))
    else:
        hint = sentence("“grader quiz list” shows them.")
    return UsageError(sentence("There is no concept “{name}”. {hint}", name=name, hint=hint))


def concept_paths(kit: Kit) -> list[Path]:
    """Return the files of a kit's concepts, sorted by name."""
    return [kit.root / "quizzes" / f"{name}.toml" for name in kit.concepts]


def lab_names(kit: Kit) -> list[str]:
    """Return the names of a kit's labs, sorted."""
    return sorted(path.stem for path in (kit.root / "quizzes" / "labs").glob("*.toml"))


def read_course(kit: Kit) -> Course:
    """Read all concepts of a kit; raises UsageError if it has none."""
    paths = concept_paths(kit)
    if not paths:
        raise UsageError(f"The kit at {kit.root} has no concepts: its folder “quizzes” holds no .toml file.")
    files = [read_concept(path) for path in paths]
    files.sort(key=_place)
    return Course(kit, {file.id: file for file in files}, Workshop(kit))


def _place(file: ConceptFile) -> tuple[int, str]:
    return (file.order, file.id)
