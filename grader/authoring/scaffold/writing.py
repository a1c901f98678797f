"""Puts a new exercise into a kit: both halves whole, or neither; nothing is ever overwritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring.scaffold.hidden import problem_source, suite_source
from grader.authoring.scaffold.reference import reference_source, stub_source
from grader.authoring.scaffold.task import examples_source, readme_text, toml_text
from grader.errors import UsageError
from grader.exercise import STEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.authoring.scaffold.statement import Statement
    from grader.kit import Kit

_HALVES = ("solutions", "exercises")
#: Concepts that any exercise on descent is about, the nearest first.
_CONCEPTS = ("update-rule", "partial-derivative", "gradient-descent")


def check_name(kit: Kit, stem: str) -> None:
    """Raise unless the kit has room for an exercise of this name.

    Raises
    ------
    UsageError
        The name is none for an exercise, or its number or folder is taken.
    """
    if not STEM.fullmatch(stem):
        hint = f"; did you mean {near}?" if (near := _nearest(stem)) else "."
        raise UsageError(f"“{stem}” is no name for an exercise; it is written as in ex22_huber{hint}")
    taken = [other for other in kit.stems if other[:4] == stem[:4]]
    if taken:
        free = next(number for number in range(1, 101) if f"ex{number:02}" not in {s[:4] for s in kit.stems})
        hint = f"the first free number is ex{free:02}" if free < 100 else "all numbers are taken"
        raise UsageError(f"The number {stem[:4]} is that of {taken[0]}; {hint}.")
    for half in _HALVES:
        if os.path.lexists(kit.root / half / stem):
            raise UsageError(f"{kit.root / half / stem} is there already; nothing was written.")


def _nearest(stem: str) -> str:
    """Return a proper name that is nearly this one, or nothing."""
    import re

    words = re.findall(r"[a-z]+|\d+", stem.lower())
    numbers = [word for word in words if word.isdecimal() and len(word) <= 2]
    rest = [word for word in words if not word.isdecimal() and word != "ex"]
    return f"ex{int(numbers[0]):02}_{'_'.join(rest)}" if numbers and rest else ""


def title_of(stem: str) -> str:
    """Return a title made of a name: `ex22_huber_loss` gives “Huber loss”."""
    words = stem[5:].replace("_", " ")
    return words[:1].upper() + words[1:]


def write_exercise(kit: Kit, stem: str, statement: Statement, title: str = "") -> list[Path]:
    """Write both halves of a new exercise and return the files.

    Each half is written to a folder beside its place and renamed when both are whole.

    Raises
    ------
    UsageError
        There is no room for it, or the kit cannot be written.
    """
    check_name(kit, stem)
    files = _files(kit, stem, statement, title.strip() or title_of(stem))
    drafts: dict[str, Path] = {}
    placed: list[Path] = []
    try:
        for half in _HALVES:
            (kit.root / half).mkdir(exist_ok=True)
            drafts[half] = Path(tempfile.mkdtemp(prefix=f".{stem}.", dir=kit.root / half))
            drafts[half].chmod(0o777 & ~_mask())
            for name, text in files[half].items():
                (drafts[half] / name).write_text(text, encoding="utf-8", newline="\n")
        for half in _HALVES:
            target = kit.root / half / stem
            if os.path.lexists(target):
                raise UsageError(f"{target} has come into being meanwhile; nothing was written.")
            os.rename(drafts[half], target)
            placed.append(target)
    except BaseException as error:
        for folder in (*drafts.values(), *placed):
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise UsageError(
                f"Nothing was written to {kit.root}: {reason[:1].lower()}{reason[1:]}."
            ) from error
        raise
    return [kit.root / half / stem / name for half in reversed(_HALVES) for name in files[half]]


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _files(kit: Kit, stem: str, statement: Statement, title: str) -> Mapping[str, Mapping[str, str]]:
    short = stem[:4]
    heading = f"Exercise {short[2:]}: {title}{'' if title[-1] in '.?!' else '.'}"
    return {
        "exercises": {
            "README.md": readme_text(statement, short, title),
            f"{short}.py": stub_source(statement, heading),
            "exercise.toml": toml_text(statement, title, _concepts(kit)),
            "test_examples.py": examples_source(statement, short),
        },
        "solutions": {
            f"{short}.py": reference_source(statement, heading),
            "problem.py": problem_source(statement),
            "test_hidden.py": suite_source(statement, short),
        },
    }


def _concepts(kit: Kit) -> list[str]:
    """Return concepts that the kit has pages about; a kit without any may name what it likes."""
    folder = kit.root / "quizzes"
    known = sorted(path.stem for path in folder.glob("*.toml")) if folder.is_dir() else []
    return [concept for concept in _CONCEPTS if concept in known][:2] or known[:1] or ["gradient-descent"]
