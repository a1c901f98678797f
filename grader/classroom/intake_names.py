"""Tells from a file's place and name whose it is, in the layouts that learning platforms and people make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Canvas: name, maybe LATE, the learner's number, the file's number, then what the learner called it.
_CANVAS = re.compile(r"(?P<name>[^_/]+)(?P<late>_LATE)?_(?P<number>\d+)_(?P<upload>\d+)_(?P<file>.+)")
#: Moodle: full name, the participant's number, the kind of hand-in; a folder, or the start of a file's name.
_MOODLE = re.compile(
    r"(?P<name>[^/]+?)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?(?P<file>.*)"
)
_EXERCISE = re.compile(r"(?:^|[^a-z0-9])(ex(\d{1,2})(?:_[a-z0-9]+)*)", re.IGNORECASE)
_SHORT = re.compile(r"(?:^|[^a-z0-9])ex_?(\d{1,2})(?![0-9])", re.IGNORECASE)
_COPY = re.compile(r"(?:-(\d{1,3})| ?\((\d{1,3})\))$")
_NOT_HANDED_IN = re.compile(r"(?:test_.*|.*_test|conftest|setup|__init__|__main__)\.py", re.IGNORECASE)


@dataclass(frozen=True)
class Owner:
    """Whose a file is, as its place and name tell.

    Attributes
    ----------
    learner : str
        As found, before the roster is asked.
    file : str
        The name that the learner gave the file.
    name : str
        Their name, if it is told apart from `learner`.
    identity : mapping of str to str
        Further columns, such as Canvas's `ID`.
    late : bool or None
        As the platform says.
    attempt : int
        0 for the first upload of a name, then 1 and on.
    handed_in_at : str or None
        As the platform says.
    folders : tuple of str
        Folders between the learner's and the file, which may name the exercise.
    """

    learner: str
    file: str
    name: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)
    late: bool | None = None
    attempt: int = 0
    handed_in_at: str | None = None
    folders: tuple[str, ...] = ()


def is_handed_in(file: str) -> bool:
    """Tell whether a file of this name may be what was asked for: tests and set-up are not."""
    return not _NOT_HANDED_IN.fullmatch(file)


def owner_of(path: str, clone: str | None = None, prefix: str = "") -> Owner | None:
    """Return whose a file is; None if neither folder nor name tells.

    Parameters
    ----------
    path : str
        Relative to the folder in which learners are told apart.
    clone : str or None
        The folder above it that git knows, if there is one.
    prefix : str
        What the names of such folders begin with before the learner's.
    """
    *folders, file = path.split("/")
    for place, folder in enumerate(folders):
        if match := _MOODLE.fullmatch(folder):
            return _moodle(match, file, tuple(folders[place + 1 :]))
    if match := _MOODLE.fullmatch(file):
        return _moodle(match, match["file"], ())
    match = _CANVAS.fullmatch(file)
    if match and not _EXERCISE.fullmatch(match["name"]):
        return _canvas(match)
    if clone is not None:
        *_, repository = clone.split("/")
        below = path.removeprefix(f"{clone}/").split("/")[:-1]
        return Owner(repository.removeprefix(prefix), file, folders=tuple(below), attempt=_attempt(file))
    if not folders:
        return _flat(file)
    if _EXERCISE.fullmatch(folders[0]):
        return _below_exercise(folders, file)
    return Owner(folders[0], file, folders=tuple(folders[1:]), attempt=_attempt(file))


def exercise_names(file: str, folders: tuple[str, ...]) -> list[str]:
    """Return what may name the exercise, the surest first: the file's name, then the folders from below."""
    stem = file.rpartition(".")[0]
    found = [match[1] for match in _EXERCISE.finditer(stem)] + [f"ex{m[1]}" for m in _SHORT.finditer(stem)]
    for folder in reversed(folders):
        found += [match[1] for match in _EXERCISE.finditer(folder)]
    return found


def plain_name(file: str) -> str:
    """Return a file's name without the number of a further upload: `ex03-2.py` is `ex03.py`."""
    stem, dot, suffix = file.rpartition(".")
    return f"{_COPY.sub('', stem)}{dot}{suffix}"


def _attempt(file: str) -> int:
    match = _COPY.search(file.rpartition(".")[0])
    return int(match[1] or match[2]) if match else 0


def _moodle(match: re.Match[str], file: str, folders: tuple[str, ...]) -> Owner | None:
    if not file:
        return None
    name, number = match["name"].strip(), match["number"]
    return Owner(
        f"{name}_{number}",
        file,
        name,
        {"Identifier": f"Participant {number}"},
        folders=folders,
        attempt=_attempt(file),
    )


def _canvas(match: re.Match[str]) -> Owner:
    file = match["file"]
    return Owner(
        f"{match['name']}_{match['number']}",
        file,
        match["name"],
        {"ID": match["number"]},
        late=match["late"] is not None,
        attempt=_attempt(file),
    )


def _flat(file: str) -> Owner | None:
    """Return the owner of `ex03_LEARNER.py` or `LEARNER_ex03.py`."""
    stem, _, suffix = file.rpartition(".")
    short = r"ex_?\d{1,2}"
    match = re.fullmatch(rf"(?P<short>{short})[_\- ](?P<learner>.+)", stem, re.IGNORECASE)
    match = match or re.fullmatch(rf"(?P<learner>.+?)[_\- ](?P<short>{short})", stem, re.IGNORECASE)
    if match is None:
        return None
    return Owner(match["learner"], f"{match['short']}.{suffix}")


def _below_exercise(folders: list[str], file: str) -> Owner:
    """Return the owner of `ex03/LEARNER.py` or `ex03/LEARNER/anything.py`."""
    if len(folders) == 1:
        flat = _flat(file)
        learner = flat.learner if flat else file.rpartition(".")[0]
        return Owner(learner, f"{folders[0]}.{file.rpartition('.')[2]}", folders=(folders[0],))
    return Owner(folders[1], file, folders=(folders[0], *folders[2:]), attempt=_attempt(file))


def shared_prefix(repositories: Iterable[str]) -> str:
    """Return what all names of cloned repositories begin with, up to a hyphen: the assignment's name."""
    number, first, last = 0, "", ""
    for number, name in enumerate(repositories, 1):
        first, last = (min(first, name), max(last, name)) if number > 1 else (name, name)
    if number < 2:
        return ""
    n_same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:n_same].rpartition("-")[0] + "-" if "-" in first[:n_same] else ""
