"""What an intake found, as plain data: files that are graded, what is in them, and what is not graded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.notebook.cells import Gathered


#: The kinds of problems that keep something from being graded.
NOT_GRADED = ("refused", "ambiguous", "unknown")


@dataclass(frozen=True)
class Taken:
    """A file that will be graded."""

    learner: str
    exercise: str
    path: str
    handed_in_at: str | None
    late: bool | None


@dataclass(frozen=True)
class HandedIn:
    """What a learner handed in, as it is judged.

    Attributes
    ----------
    sha256 : str
        Of the file.
    source : bytes
        The file, or what was gathered of a notebook.
    gathered : Gathered or None
        Where in a notebook the source's lines come from.
    """

    sha256: str
    source: bytes
    gathered: Gathered | None = None


@dataclass(frozen=True)
class Problem:
    """What keeps a file from being graded, or is worth a look.

    Attributes
    ----------
    kind : {"refused", "ambiguous", "unknown", "ignored", "other"}
        Of an ignored file another one of the same learner is graded; an other one is for another exercise.
    """

    path: str
    learner: str
    exercise: str
    kind: str
    sentence: str
