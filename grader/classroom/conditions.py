"""Hashes of what a result depends on besides the submission: the suite, the kit, the engine."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from grader import __version__
from grader.classroom.records import Conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.exercise import Exercise
    from grader.kit import Kit

#: The rooms whose code decides what a report says.
_ROOMS = ("checking", "diagnosis", "judge", "maths", "notebook", "sandbox")
_LENGTH = 16


def conditions_of(exercise: Exercise, seed_id: str) -> Conditions:
    """Return what results of an exercise depend on here and now.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    seed_id : str
        Which seed is used.
    """
    hidden = sorted(exercise.solution_folder.rglob("*.py"))
    return Conditions(
        exercise=exercise.stem,
        suite=_hash((path.relative_to(exercise.solution_folder).as_posix(), path) for path in hidden),
        kit=_hash([("exercise.toml", exercise.toml)]),
        engine=engine(),
        seed_id=seed_id,
    )


@cache
def engine() -> str:
    """Return which engine this is: its version and code, Python's and NumPy's versions."""
    root = Path(__file__).resolve().parent.parent
    sources = sorted(path for room in _ROOMS for path in (root / room).rglob("*.py"))
    sources.append(Path(__file__).with_name("judging.py"))
    code = _hash((path.relative_to(root).as_posix(), path) for path in sources)
    return f"grader {__version__} {code}, Python {platform.python_version()}, NumPy {version('numpy')}"


def kit_hash(kit: Kit, stems: Iterable[str]) -> str:
    """Return a hash of all that judging reads of these exercises, to compare two machines' kits by."""
    files = []
    for stem in sorted(stems):
        exercise = kit.exercise(stem)
        files += [(f"{stem}/exercise.toml", exercise.toml)]
        files += [(f"{stem}/{path.name}", path) for path in sorted(exercise.solution_folder.rglob("*.py"))]
    return _hash(files)


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    """Return a hash of files and their names."""
    hashed = hashlib.sha256()
    for name, path in files:
        hashed.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()[:_LENGTH]
