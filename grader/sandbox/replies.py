"""What the judge gets to see of a worker: frozen values, and nothing that can run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["returned", "raised", "timed-out", "out-of-memory", "exited", "crashed", "tampered"]
Tier = Literal["A", "B", "C"]


@dataclass(frozen=True)
class Isolation:
    """How well the worker is confined on this machine.

    Attributes
    ----------
    tier : {"A", "B", "C"}
        A: the system call filter and a second wall, and every attempt of the probe was refused. B: the filter
        alone, every attempt refused. C: limits and a process of its own, no more.
    mechanisms : tuple of str
        The walls that are up.
    landlock_abi : int or None
        The kernel's Landlock version; None where it has none.
    probe : str
        How many attempts were refused, such as "16/16", or "not run".
    reason : str
        Why the tier is no better; empty for A.
    """

    tier: Tier
    mechanisms: tuple[str, ...]
    landlock_abi: int | None
    kernel: str
    machine: str
    probe: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return {
            "tier": self.tier,
            "mechanisms": list(self.mechanisms),
            "landlock_abi": self.landlock_abi,
            "kernel": self.kernel,
            "machine": self.machine,
            "probe": self.probe,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class LearnerError:
    """An exception that the learner's code raised.

    Attributes
    ----------
    message : str
        At most 500 characters.
    line : int or None
        The innermost line in the learner's file.
    frames : tuple of (line, function name, source line)
        The learner's own frames only, outermost first.
    missing_module : str
        The module whose import is not offered, or empty.
    """

    type_name: str
    message: str
    line: int | None = None
    frames: tuple[tuple[int, str, str], ...] = ()
    missing_module: str = ""


@dataclass(frozen=True)
class Call:
    """One recorded call, with copies of the arguments taken before it."""

    function: str
    args: tuple[Any, ...]


@dataclass(frozen=True)
class Reply:
    """How one request ended.

    Attributes
    ----------
    status : str
        "returned", "raised", "timed-out", "out-of-memory", "exited", "crashed" or "tampered".
    value : object
        What was returned.
    error : LearnerError or None
        What was raised.
    printed : str
        What was printed meanwhile, at most 4 KiB.
    arguments_after : tuple
        The positional arguments as they were after the call, the passed ones themselves if nothing changed
        them; empty if not known.
    calls : tuple of Call
        Calls of the functions that were to be recorded, at most 64.
    detail : str
        A few words on how it ended, for the statuses without a value or an error.
    """

    status: Status
    value: Any = None
    error: LearnerError | None = None
    printed: str = ""
    arguments_after: tuple[Any, ...] = ()
    calls: tuple[Call, ...] = ()
    detail: str = ""


@dataclass(frozen=True)
class FunctionInfo:
    """What a public name of the learner's module is.

    Attributes
    ----------
    parameters : tuple of str
        The positional parameters' names.
    required : int
        How many of them have no default.
    required_keywords : tuple of str
        Keyword-only parameters without a default.
    line : int or None
        Where it is defined, for a plain function.
    """

    callable: bool
    type_name: str
    parameters: tuple[str, ...] = ()
    required: int = 0
    required_keywords: tuple[str, ...] = ()
    has_varargs: bool = False
    has_kwargs: bool = False
    line: int | None = None

    def takes(self, count: int) -> bool:
        """Whether it can be called with this many positional arguments."""
        if not self.callable or self.required_keywords or self.required > count:
            return False
        return self.has_varargs or count <= len(self.parameters)


@dataclass(frozen=True)
class Symbol:
    """Stands for a number among a trace's arguments; alone, in lists, or in an object array."""

    name: str


@dataclass(frozen=True)
class ExpressionFunction:
    """A function argument, such as `grad_fn`: maps an (n,) array to an (n,) array.

    Attributes
    ----------
    parameters : int
        n.
    nodes : sequence
        As in `Trace.nodes`, with `["parameter", k]` for the k-th number of the array it is called with.
    outputs : sequence of int
        The indices of the nodes that are returned.
    name : str
        What its calls are recorded under.
    """

    parameters: int
    nodes: Sequence[Sequence[Any]]
    outputs: Sequence[int]
    name: str = "grad_fn"


@dataclass(frozen=True)
class Node:
    """A place in a trace's value: the index of the node that is computed there."""

    index: int


@dataclass(frozen=True)
class TracedArray:
    """An array in a trace's value; its items are nodes and plain numbers in C order."""

    shape: tuple[int, ...]
    items: tuple[Any, ...]


def n_numbers(value: Any) -> int:
    """Return how many numbers a traced value holds."""
    items = value.items if isinstance(value, TracedArray) else value
    if isinstance(items, (list, tuple)):
        return sum(map(n_numbers, items))
    return int(getattr(value, "size", 1))  # an array's, if it is one


@dataclass(frozen=True)
class Trace:
    """What a function computes, written down by running it on symbols.

    Attributes
    ----------
    status : {"traced", "failed"}
        A failed trace says nothing about the code.
    reason : str
        Why it failed.
    nodes : list
        `["symbol", name]`, `["integer", digits]`, `["float", hexadecimal]`, `[operator, i, j]` with add, sub,
        mul, div, pow, `["neg", i]`, `["abs", i]`, `["call", function, i]`; operands are earlier nodes.
    value : object
        What was returned, with `Node` and `TracedArray` where symbols went in; numbers stay numbers.
    calls : tuple of Call
        As in `Reply`.
    """

    status: Literal["traced", "failed"]
    reason: str = ""
    nodes: list[list[Any]] = field(default_factory=list)
    value: Any = None
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True)
class Ending:
    """How a worker's process ended.

    Attributes
    ----------
    status : int
        The exit status, or minus the signal's number.
    by_itself : bool
        It had ended before it was killed.
    """

    status: int
    by_itself: bool
    cpu_seconds: float = 0.0
    peak_kb: int = 0


Kwargs = Mapping[str, Any]
