"""What an exercise is: its functions, shapes, limits and files, as `exercise.toml` states them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

COMPUTES = ("cost", "gradient", "update", "descent", "formula", "procedure")
#: What an argument may be that is no array of floats: `shapes` names the kind instead of a shape.
KINDS = ("count", "order", "numbers", "function", "params")
#: Which costs a descent's history holds: of every point, of those before a step, of those after one.
HISTORIES = ("all", "before", "after")
ROLES = ("rate", "steps", "gradient", "gradient_function")
_Point = TypeVar("_Point")
STEM = re.compile(r"(ex(\d{2}))_[a-z0-9]+(?:_[a-z0-9]+)*")


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Attributes
    ----------
    cpu_seconds_per_call : float
        Processor time for one call of a learner's function.
    cpu_seconds : float
        Processor time for the whole submission.
    memory_mb : int
        Address space of the worker, in megabytes.
    """

    cpu_seconds_per_call: float = 2.0
    cpu_seconds: float = 10.0
    memory_mb: int = 512


class FeedbackPolicy(StrEnum):
    """How much of a failed check a learner is shown."""

    FULL = "full"
    INPUT = "input"
    VERDICT = "verdict"


@dataclass(frozen=True)
class History:
    """The costs that a descent hands back.

    Attributes
    ----------
    name : str
        What the value is called among the function's `returns`.
    holds : str
        One of `HISTORIES`: with k steps, k + 1 costs, the k before each step, or the k after each step.
    is_column : bool
        The shape is (k, 1) instead of (k,).
    """

    name: str = "costs"
    holds: str = "all"
    is_column: bool = False

    def of(self, path: Sequence[_Point]) -> Sequence[_Point]:
        """Return those of the points on the way, the start among them, that a cost is recorded at."""
        return path[{"after": 1}.get(self.holds, 0) : len(path) - (self.holds == "before")]

    def shape(self, n_steps: int) -> tuple[int, ...]:
        """Return the shape after so many steps."""
        count = n_steps + (self.holds == "all")
        return (count, 1) if self.is_column else (count,)


@dataclass(frozen=True)
class Function:
    """One function that the learner fills in.

    Attributes
    ----------
    name : str
        As the learner writes it.
    computes : str
        One of `COMPUTES`.
    arguments : tuple of str
        Names, in order.
    defaults : mapping of str to float
        The default of each argument that has one.
    returns : tuple of str
        Names of the parameters, `cost` or `costs`, in order.
    line : int
        Where `exercise.toml` declares it.
    dictionary : str
        What `exercise.toml` calls the dictionary that all parameters are returned in; empty where they are
        returned one by one.
    history : History or None
        The costs that a descent returns, if it does.
    """

    name: str
    computes: str
    arguments: tuple[str, ...]
    defaults: Mapping[str, float]
    returns: tuple[str, ...]
    line: int
    dictionary: str = ""
    history: History | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the dictionary that is returned; none where values are returned one by one."""
        return self.returns if self.dictionary else ()

    @property
    def reached(self) -> tuple[str, ...]:
        """What is returned besides the history, in order: parameters, or the values of a formula."""
        return tuple(name for name in self.returns if self.history is None or name != self.history.name)


def task_in(folders: Sequence[Path], language: str) -> Path:
    """Return the task's text, `README.de.md` before `README.md`, the learner's own copy before the kit's."""
    for name in (*([f"README.{language}.md"] if language else []), "README.md"):
        for folder in folders:
            if (folder / name).is_file():
                return folder / name
    return folders[-1] / "README.md"


@dataclass(frozen=True)
class Exercise:
    """One exercise of a kit, as its `exercise.toml` states it.

    Attributes
    ----------
    stem, short : str
        Such as `ex03_simultaneous_update` and `ex03`.
    shapes : mapping of str to tuple
        The shape of each argument as the learner sees it: `m`, `n` or a number per axis, () for a float.
    kinds : mapping of str to str
        What each argument is that is no array of floats, one of `KINDS`: a whole number, an order of
        samples, an array of any length, a function, or all parameters in one dictionary.
    roles : mapping of str to str
        The argument that has each role of `ROLES`.
    start : mapping of str to str
        The argument that hands in a parameter's first value, where it is named otherwise.
    folder, solution_folder : Path
        The learner's half and the hidden half.
    own_folder : Path or None
        Where the learner works, if that is not `folder`: a workspace's copy of the first half.
    language : str
        The language that its texts are in, as far as they were translated; empty for English.
    """

    stem: str
    short: str
    number: int
    title: str
    summary: str
    concepts: tuple[str, ...]
    hints: tuple[str, ...]
    shapes: Mapping[str, tuple[str | int, ...]]
    kinds: Mapping[str, str]
    roles: Mapping[str, str]
    start: Mapping[str, str]
    functions: tuple[Function, ...]
    limits: Limits
    feedback: FeedbackPolicy
    folder: Path
    solution_folder: Path
    own_folder: Path | None = None
    language: str = ""

    @property
    def stub(self) -> Path:
        """The file the learner fills in."""
        return (self.own_folder or self.folder) / f"{self.short}.py"

    @property
    def shipped_stub(self) -> Path:
        """That file as the kit has it."""
        return self.folder / f"{self.short}.py"

    @property
    def readme(self) -> Path:
        """The task, in the exercise's language if there is one."""
        return task_in((self.own_folder or self.folder, self.folder), self.language)

    @property
    def examples(self) -> Path:
        """The visible checks."""
        return self._own("test_examples.py")

    @property
    def toml(self) -> Path:
        """What this exercise states about itself."""
        return self.folder / "exercise.toml"

    @property
    def reference(self) -> Path:
        """The solution a learner should aspire to."""
        return self.solution_folder / f"{self.short}.py"

    @property
    def problem(self) -> Path:
        """The mathematics, stated once."""
        return self.solution_folder / "problem.py"

    @property
    def procedures(self) -> Path:
        """What is computed by steps instead of by a formula."""
        return self.solution_folder / "procedures.py"

    @property
    def suite(self) -> Path:
        """The hidden checks."""
        return self.solution_folder / "test_hidden.py"

    def _own(self, name: str) -> Path:
        """Return the learner's copy of a file, or the kit's where a workspace has none."""
        own = (self.own_folder or self.folder) / name
        return own if own.is_file() else self.folder / name

    @property
    def entries(self) -> tuple[str, ...]:
        """What a dictionary of all parameters holds: what has a shape and is not handed over by itself."""
        if "params" not in self.kinds.values():
            return ()
        alone = {name for function in self.functions for name in function.arguments}
        alone |= {name for f in self.functions if not f.dictionary for name in f.returns}
        return tuple(name for name in self.shapes if name not in alone)

    @property
    def history(self) -> History | None:
        """The costs that the exercise's descent returns, if it does."""
        return next((function.history for function in self.functions if function.history), None)

    def function(self, name: str) -> Function:
        """Return the declared function of this name; KeyError if there is none."""
        for function in self.functions:
            if function.name == name:
                return function
        raise KeyError(name)
