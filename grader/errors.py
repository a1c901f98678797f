"""What can go wrong outside a learner's verdict, each with its exit code and its one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from grader.wording import Sentence, either, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


_MOST_BESIDE = 1000


class ExitCode(IntEnum):
    """What the `grader` command's exit status means."""

    ALL_POINTS = 0
    NOT_ALL_POINTS = 1
    USAGE = 2
    OUR_FAULT = 3
    NOT_ISOLATED = 4
    INTERRUPTED = 130


def near_names(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return the names that `name` was probably meant to be, nearest first."""
    # Imported where it is needed: on the way to a verdict nobody misspelt anything.
    import difflib

    known = sorted(set(names))
    lowered = {known_name.lower(): known_name for known_name in known}
    close = difflib.get_close_matches(name.lower(), list(lowered), n=limit, cutoff=0.5)
    found = [lowered[match] for match in close]
    found += [known_name for known_name in known if name and name.lower() in known_name.lower()]
    return list(dict.fromkeys(found))[:limit]


def near_path(path: Path, suffixes: Sequence[str], *, has_folders: bool = False) -> str:
    """Return a question that names what `path` was probably meant to be; empty if nothing is near.

    Parameters
    ----------
    path : Path
        Where there is nothing.
    suffixes : sequence of str
        What names of the files in question end with, such as `.zip`.
    has_folders : bool
        A folder may be meant as well.
    """
    try:
        beside = [one for one in sorted(path.parent.iterdir())[:_MOST_BESIDE] if not one.name.startswith(".")]
    except OSError:
        return ""
    # Compared without what all of them end with, which would make any two names alike.
    meant = {
        one.stem: one
        for one in beside
        if one.suffix.lower() in suffixes or (has_folders and one.is_dir() and not one.suffix)
    }
    near = near_names(path.stem, meant, limit=1)
    return f" Did you mean {meant[near[0]]}?" if near else ""


class GraderError(Exception):
    """Anything that keeps the grader from a verdict; its text is one sentence with what to do."""

    exit_code = ExitCode.OUR_FAULT

    @property
    def text(self) -> str:
        """The sentence as it was made, so that it can still be translated."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: the sentence, for our own frames say nothing to its reader."""
        return [f"{type(self).__name__}: {self}"]


class UsageError(GraderError):
    """The command was called in a way that cannot be carried out."""

    exit_code = ExitCode.USAGE


class UnknownExerciseError(UsageError):
    """No exercise of the kit has this name."""

    def __init__(self, name: str, known: Sequence[str], near: Sequence[str] | None = None) -> None:
        self.name = name
        self.near = near_names(name, known) if near is None else list(near)
        if self.near:
            hint = sentence("Did you mean {names}?", names=either(self.near))
        elif len(known) > 1:
            hint = sentence("The kit has {first} to {last}.", first=known[0], last=known[-1])
        elif known:
            hint = sentence("The kit has {first}.", first=known[0])
        else:
            hint = sentence("The kit has no exercises.")
        super().__init__(sentence("There is no exercise “{name}”. {hint}", name=name, hint=hint))


class UnreadableSubmissionError(UsageError):
    """The submission's file cannot be read as Python source.

    Attributes
    ----------
    reason, reason_alone : str
        Why, with and without a hint at what may have been meant.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = path
        self.reason = reason
        self.reason_alone = reason
        if isinstance(reason, Sentence) and "hint" in reason.arguments:
            self.reason_alone = sentence(reason.pattern, **{**reason.arguments, "hint": ""})
        super().__init__(sentence("{path} cannot be read: {reason}", path=path, reason=reason))


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a kit, and where."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class KitError(UsageError):
    """A kit is broken; holds every fault found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


class NotIsolatedError(GraderError):
    """Isolation was demanded and cannot be had on this machine."""

    exit_code = ExitCode.NOT_ISOLATED


class JudgeFaultError(GraderError):
    """The engine or a suite failed; never the learner's fault and never the learner's score."""
