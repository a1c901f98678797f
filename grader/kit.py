"""Finds a kit or a learner's workspace, lists the exercises and says what is wrong in them and where."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.errors import Fault, KitError, UnknownExerciseError, UsageError
from grader.exercise import (
    COMPUTES,
    ROLES,
    STEM,
    Exercise,
    FeedbackPolicy,
    Function,
    Limits,
    task_in,
)
from grader.exercise_reader import read_exercise
from grader.languages import ENGLISH, current
from grader.toml_document import TomlDocument, shown
from grader.wording import sentence

__all__ = [
    "COMPUTES",
    "ROLES",
    "Exercise",
    "FeedbackPolicy",
    "Function",
    "Kit",
    "Limits",
    "find_kit",
    "is_kit",
    "is_workspace",
]

#: Makes a folder with exercises/ a workspace: the learner's half, judged by a kit that is elsewhere.
MARKER = "grader.toml"

_NUMBER = re.compile(r"(?:ex)?(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Kit:
    """A folder with `exercises/` and `solutions/`.

    Attributes
    ----------
    root : Path
        The kit's folder.
    title : str
        From `kit.toml`; empty without one.
    feedback : FeedbackPolicy
        What a learner is shown of a failed check.
    stems : tuple of str
        The exercises' stems, in order.
    own_faults : tuple of Fault
        What is wrong in `kit.toml`; a kit whose policy cannot be read loads no exercise.
    workspace : Path or None
        The folder in whose `exercises/` the learner writes: the kit itself if it is worked in, or a
        workspace. None if the kit is the one that ships with the grader and the learner is elsewhere.
    language : str
        The language that learners are spoken to, from `grader.toml` or `kit.toml`; empty if they say none.
    """

    root: Path
    title: str
    feedback: FeedbackPolicy
    stems: tuple[str, ...]
    own_faults: tuple[Fault, ...] = field(default=(), repr=False)
    workspace: Path | None = None
    language: str = ""

    @property
    def id(self) -> str:
        """What a learner's progress knows this kit by: `shipped`, or the kit's folder."""
        return "shipped" if self.root in _shipped_roots() else str(self.root.resolve())

    def task_folder(self, stem: str) -> Path:
        """Return the kit's own folder of an exercise's first half."""
        return self.root / "exercises" / stem

    def own_folder(self, stem: str) -> Path:
        """Return the folder in which the learner works on an exercise."""
        return (self.workspace or self.root) / "exercises" / stem

    def own_file(self, stem: str) -> Path:
        """Return the file in which the learner works on an exercise."""
        return self.own_folder(stem) / f"{stem[:4]}.py"

    def task(self, stem: str) -> Path:
        """Return the task's text, the one beside the learner's file if it is there."""
        return task_in((self.own_folder(stem), self.task_folder(stem)), current())

    def suite(self, stem: str) -> Path:
        """Return an exercise's hidden checks."""
        return self.root / "solutions" / stem / "test_hidden.py"

    @property
    def concepts(self) -> list[str]:
        """The ids of its concepts, in the order of their files."""
        try:
            names = sorted(os.listdir(self.root / "quizzes"))
        except OSError:
            return []
        return [
            name.removesuffix(".toml") for name in names if name.endswith(".toml") and name[0] not in "._"
        ]

    @property
    def has_concepts(self) -> bool:
        """Whether pages can be built that explain mistakes."""
        return bool(self.concepts)

    def exercise(self, name: str) -> Exercise:
        """Return the exercise that `name` means; loads no other one.

        Parameters
        ----------
        name : str
            `ex03`, `3`, `03` or the full stem.

        Raises
        ------
        UnknownExerciseError
            If no exercise has this name; holds the nearest names.
        KitError
            If the exercise is broken; holds all its faults. What a learner may have written in the
            exercise's own file is not looked at.
        """
        stem = self.resolve(name)
        exercise, faults = self._read(stem, as_shipped=False)
        faults = [*self.own_faults, *_number_faults(self, stem), *faults]
        if exercise is None or faults:
            raise KitError(faults)
        return exercise if current() == ENGLISH else _in_language(exercise)

    def resolve(self, name: str) -> str:
        """Return the stem that `name` means, without loading the exercise."""
        if name in self.stems:
            return name
        if match := _NUMBER.fullmatch(name.strip()):
            for stem in self.stems:
                if int(stem[2:4]) == int(match[1]):
                    return stem
        raise UnknownExerciseError(name, self.stems, near=_near_stems(name, self.stems))

    def exercises(self) -> tuple[Exercise, ...]:
        """Return all exercises; raises KitError with the faults of the whole kit if there are any."""
        if faults := self.faults():
            raise KitError(faults)
        return tuple(self.exercise(stem) for stem in self.stems)

    def faults(self) -> list[Fault]:
        """Return everything that is wrong in the kit and can be seen without running it."""
        faults = [*self.own_faults, *_folder_faults(self)]
        for stem in self.stems:
            faults += _number_faults(self, stem) + self._read(stem)[1]
        return list(dict.fromkeys(faults))

    def _read(self, stem: str, *, as_shipped: bool = True) -> tuple[Exercise | None, list[Fault]]:
        """Read one exercise and its faults."""
        exercise, faults = read_exercise(
            self.task_folder(stem), self.root / "solutions" / stem, self.feedback, as_shipped=as_shipped
        )
        if exercise is not None and self.workspace not in (None, self.root):
            exercise = replace(exercise, own_folder=self.own_folder(stem))
        return exercise, faults


def find_kit(path: Path | None = None, start: Path | None = None) -> Kit:
    """Return the kit at `path`, else the working folder's own, else the one that ships with the grader.

    The working folder's own is the nearest kit or workspace, in it or above it. A workspace has the
    learner's half only, and its marker file, `grader.toml`, says whose suites judge it: those that ship
    with the grader, or those of the kit that it names.

    Parameters
    ----------
    path : Path or None
        What `--kit` named.
    start : Path or None
        Where the search for the working folder's own kit begins; the working folder if None.
    """
    if path is not None:
        if not os.path.isdir(path):
            raise UsageError(sentence("There is no kit at {path}: it is not a folder.", path=path))
        if not os.path.isdir(path / "exercises"):
            raise UsageError(sentence("{path} is not a kit: it has no folder “exercises”.", path=path))
        try:
            if is_workspace(path) and not is_kit(path):
                return _open_workspace(path)
            return _open_kit(path, path)
        except OSError as error:
            raise UsageError(
                sentence("The kit at {path} cannot be read: {strerror}.", path=path, strerror=error.strerror)
            ) from None
    here = start if start is not None else _working_folder()
    for folder in (here, *here.parents) if here else ():
        if is_kit(folder):
            return _open_kit(folder, folder)
        if is_workspace(folder):
            return _open_workspace(folder)
    return shipped_kit()


def shipped_kit(workspace: Path | None = None) -> Kit:
    """Return the kit that ships with the grader, perhaps as seen from a workspace."""
    for folder in _shipped_roots():
        if is_kit(folder):
            return _open_kit(folder, workspace)
    raise UsageError(
        sentence("No kit was found. Name one with --kit PATH, a folder with exercises/ and solutions/.")
    )


def _shipped_roots() -> tuple[Path, Path]:
    """Return where the shipped kit is: inside an installed package, or beside it in a checkout."""
    engine = Path(__file__).resolve().parent
    return engine / "shipped_kit", engine.parent


def _working_folder() -> Path | None:
    """Return the working folder, or None if it was deleted."""
    try:
        return Path.cwd()
    except OSError:
        return None


def is_kit(folder: Path) -> bool:
    """Tell whether `folder` looks like a kit; a folder that may not be read does not."""
    try:
        if not ((folder / "exercises").is_dir() and (folder / "solutions").is_dir()):
            return False
        # Other courses have folders of these names too: one exercise or a kit.toml makes it ours.
        return (folder / "kit.toml").is_file() or bool(_stems(folder / "exercises"))
    except OSError:
        return False


def is_workspace(folder: Path) -> bool:
    """Tell whether `folder` is a learner's workspace: exercises/ and the marker file beside it."""
    try:
        return (folder / MARKER).is_file() and (folder / "exercises").is_dir()
    except OSError:
        return False


def _open_workspace(folder: Path) -> Kit:
    """Return the kit that judges a workspace, with the learner's files where they are."""
    document = TomlDocument(folder / MARKER)
    document.only("kit", "language")
    named = document.text("kit", required=False)
    language = document.text("language", required=False)
    if document.faults:
        raise KitError(document.faults)
    if not named:
        kit = shipped_kit(folder)
        return replace(kit, language=language or kit.language)
    root = (folder / named).resolve()
    if not is_kit(root):
        raise UsageError(
            sentence(
                "{marker} names the kit {named}, and there is no kit; mend the path, or remove the line "
                "to be judged by the kit that ships with the grader.",
                marker=shown(folder / MARKER),
                named=named,
            )
        )
    kit = _open_kit(root, folder)
    return replace(kit, language=language or kit.language)


def _in_language(exercise: Exercise) -> Exercise:
    """Return an exercise with the texts that it has in the language that is spoken."""
    # English needs none of it.
    from grader.languages.exercise_texts import read_exercise_texts

    texts = read_exercise_texts(exercise.folder)
    return replace(
        exercise,
        title=texts.title or exercise.title,
        summary=texts.summary or exercise.summary,
        hints=texts.hints or exercise.hints,
        language=current(),
    )


def _subfolders(folder: Path) -> list[str]:
    """Return the names of the visible folders in `folder`, sorted; none if it is missing."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if entry.is_dir() and entry.name[0] not in "._")


def _stems(folder: Path) -> tuple[str, ...]:
    """Return the stems in `exercises/`, sorted."""
    return tuple(name for name in _subfolders(folder) if STEM.fullmatch(name))


def _open_kit(root: Path, workspace: Path | None) -> Kit:
    """Read `kit.toml`, if there is one, and list the exercises."""
    title, language, feedback, faults = "", "", FeedbackPolicy.FULL, []
    if (root / "kit.toml").exists():
        document = TomlDocument(root / "kit.toml")
        document.only("title", "feedback", "language")
        title = document.text("title", required=False)
        language = document.text("language", required=False)
        policy = document.text("feedback", required=False) or FeedbackPolicy.FULL.value
        if policy in [known.value for known in FeedbackPolicy]:
            feedback = FeedbackPolicy(policy)
        else:
            document.unknown(policy, [known.value for known in FeedbackPolicy], "feedback")
        faults = document.faults
    return Kit(root, title, feedback, _stems(root / "exercises"), tuple(faults), workspace, language)


def _folder_faults(kit: Kit) -> list[Fault]:
    """Return what is wrong in the kit's folders as such."""
    faults = []
    for half in ("exercises", "solutions"):
        if not (kit.root / half).is_dir():
            faults.append(Fault(shown(kit.root), 1, f"the kit has no folder “{half}”; add it"))
        for name in _subfolders(kit.root / half):
            path = kit.root / half / name
            if not STEM.fullmatch(name):
                faults.append(Fault(shown(path), 1, "rename this folder as in ex03_simultaneous_update"))
            elif half == "solutions" and name not in kit.stems:
                other = shown(kit.root / "exercises" / name)
                faults.append(Fault(shown(path), 1, f"no folder {other}; add it, or remove this one"))
    return faults


def _number_faults(kit: Kit, stem: str) -> list[Fault]:
    """Return a fault if another exercise has the same number."""
    twins = [other for other in kit.stems if other != stem and other[:4] == stem[:4]]
    if not twins:
        return []
    message = f"the number {stem[2:4]} is also that of {', '.join(twins)}; give one of them another"
    return [Fault(shown(kit.task_folder(stem)), 1, message)]


def _near_stems(name: str, stems: tuple[str, ...]) -> list[str]:
    """Return the stems that `name` was probably meant to be, nearest first, by stem, number or words."""
    from difflib import SequenceMatcher

    asked = re.sub(r"[\s-]+", "_", name.strip().lower())
    matcher = SequenceMatcher(b=asked)
    scores: dict[str, float] = {}
    for stem in stems:
        words = stem.split("_")
        for key in {stem, *words, "_".join(words[1:])}:
            matcher.set_seq1(key)
            score = 1.0 if len(asked) > 2 and asked in key else matcher.ratio()
            scores[stem] = max(score, scores.get(stem, 0.0))
    best = max(scores.values(), default=0.0)
    near = [stem for stem in stems if scores[stem] >= max(0.6, best - 0.2)]
    return sorted(near, key=lambda stem: -scores[stem])[:3]
