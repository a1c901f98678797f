"""Tells where in a tree of files learners are told apart, and which exercise a file without a name fits."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from grader.classroom.intake_names import exercise_names, owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.kit import Kit

_DEFINED = re.compile(r"^(?:async )?def\s+(\w+)\s*\(([^()]{0,500})\)", re.MULTILINE)
#: What a folder of exercises is called that is nobody's own.
OF_EXERCISES = ("exercises", "src")


def base_of(paths: Iterable[str]) -> str:
    """Return the folder whose subfolders, or files, are the learners'; empty for the top.

    Parameters
    ----------
    paths : iterable of str
        All files, sorted.
    """
    shared: list[str] | None = None
    sample = ""
    next_ones: set[str] = set()
    for path in paths:
        folders = path.split("/")[:-1]
        if shared is None:
            shared, sample = folders, path
        n_same = 0
        while n_same < min(len(shared), len(folders)) and shared[n_same] == folders[n_same]:
            n_same += 1
        if n_same < len(shared):
            # They part here: what stood below on the way so far is one of several.
            next_ones = {shared[n_same]}
            shared = shared[:n_same]
        if len(folders) > len(shared) and len(next_ones) < 2:  # that there are several is all that counts
            next_ones.add(folders[len(shared)])
    if not shared:
        return ""
    for place, folder in enumerate(shared):
        if folder in OF_EXERCISES or exercise_names("", (folder,)):
            return "/".join(_above_exercise(shared[:place], sample.split("/")[place + 1 :]))
    below = sample.split("/")[len(shared) :]
    names_owner = len(below) == 1 and owner_of(below[0]) is not None
    return "/".join(shared if len(next_ones) > 1 or names_owner else shared[:-1])


def _above_exercise(folders: list[str], below: list[str]) -> list[str]:
    """Return where learners are told apart, given the folders above an exercise's and what is in that."""
    belongs_to_learner = len(below) == 1 and owner_of(below[0]) is None and bool(exercise_names(below[0], ()))
    return folders[:-1] if belongs_to_learner or below[:1] == [] else folders


@lru_cache(maxsize=8)
def _asked_for(kit: Kit) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the functions of every exercise, with their arguments."""
    return {
        stem: {function.name: function.arguments for function in kit.exercise(stem).functions}
        for stem in kit.stems
    }


def recognised_by(text: str, kit: Kit) -> list[str]:
    """Return the exercises whose functions a file defines, those with the most of them; several if not clear.

    Parameters
    ----------
    text : str
        The file. It is searched, not parsed: nobody knows what is in it.
    kit : Kit
        Whose exercises come into question.
    """
    defined = {
        name: tuple(re.findall(r"(\w+)\s*(?::[^,=]*)?(?:=[^,]*)?(?:,|$)", arguments))
        for name, arguments in _DEFINED.findall(text)
    }
    fitting = {
        stem: len(functions)
        for stem, functions in _asked_for(kit).items()
        if functions and all(defined.get(name) == arguments for name, arguments in functions.items())
    }
    most = max(fitting.values(), default=0)
    return [stem for stem, n_functions in fitting.items() if n_functions == most]
