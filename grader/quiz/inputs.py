"""Hashes of what pages and checks are made of, so that nothing is made twice and nothing stale is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from grader import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.quiz.course import Course

_HERE = Path(__file__).parent


def digest_of_surroundings(course: Course) -> str:
    """Return a hash of all that a concept's pages are made with besides its own file: our code, exercises."""
    ours = [
        *_HERE.glob("*.py"),
        *_HERE.parent.glob("maths/**/*.py"),
        *_HERE.glob("strings/*.json"),
        *_HERE.parent.glob("languages/**/*.json"),
    ]
    return _digest_of_files([*sorted(ours), *_of_kit(course)])


def digest_of_judging(course: Course) -> str:
    """Return a hash of all that a concept's check is made with: also what judges the code in its items."""
    names = "\0".join([*course.files, "", *course.kit.stems])
    return digest(names, _digest_of_files([*sorted(_HERE.parent.glob("**/*.py")), *_of_kit(course)]))


def digest(*parts: str) -> str:
    """Return a hash of texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _of_kit(course: Course) -> list[Path]:
    kit = course.kit.root
    patterns = (
        "quizzes/strings/*.json",
        "languages/**/*.json",
        "quizzes/mistakes/*.toml",
        "quizzes/labs/*.toml",
        "solutions/*/*.py",
        "exercises/*/exercise.toml",
    )
    return [path for pattern in patterns for path in sorted(kit.glob(pattern))]


def _digest_of_files(paths: Iterable[Path]) -> str:
    hashed = hashlib.sha256(__version__.encode())
    for path in paths:
        hashed.update(f"{path.name}\0".encode())
        hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()
