"""A reference solution with remarks on its lines, kept in step with the code by the lines' own text."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.kit import Exercise
    from grader.quiz.source import Section


@dataclass(frozen=True)
class Walkthrough:
    """The lines that are shown, and the remark on each that has one.

    Attributes
    ----------
    lines : tuple of str
        Of the function, or of the whole file.
    notes : tuple of (int, str)
        The place of a line, from 0, and the remark as Markdown.
    faults : tuple of str
        What does not fit the code.
    """

    lines: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]
    faults: tuple[str, ...]


def read_walkthrough(exercise: Exercise, section: Section) -> Walkthrough:
    """Return the reference solution's lines with the section's remarks."""
    source = exercise.reference.read_text(encoding="utf-8")
    lines = source.rstrip().split("\n")
    faults: list[str] = []
    if section.function:
        nodes = [
            node
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef) and node.name == section.function
        ]
        if nodes:
            lines = lines[nodes[0].lineno - 1 : nodes[0].end_lineno]
        else:
            faults.append(f"{exercise.short}'s reference has no function “{section.function}”")
    notes: list[tuple[int, str]] = []
    for note in section.notes:
        places = [place for place, line in enumerate(lines) if line.strip() == note.line.strip()]
        if len(places) == 1:
            notes.append((places[0], note.note))
        else:
            how_often = "does not stand" if not places else f"stands {len(places)} times"
            faults.append(f"“{note.line.strip()}” {how_often} in {exercise.short}'s reference")
    return Walkthrough(tuple(lines), tuple(sorted(notes)), tuple(faults))
