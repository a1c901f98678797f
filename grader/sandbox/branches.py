"""Follows a function into every branch that a comparison of symbols opens, and puts the results together.

A comparison has no answer on symbols. So the function is run once for each way in which its comparisons
can go, up to a limit, and the results a, b, c … become one expression a + k₁·(a − b) + k₂·(a − c) …, with
a symbol of its own for each k. That is a certain formula for every k only if each branch is.
"""

from __future__ import annotations

import functools
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from grader.sandbox.symbolic import Choices, ComparisonError, Symbolic, Tape, TraceError
from grader.sandbox.values import numpy_module

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_BRANCHES = 40
SECONDS = 0.25
#: What the symbols k are called; no quantity of an exercise has such a name.
EITHER = "either"


def following(function: Callable[..., Any], tape: Tape) -> Callable[..., Any]:
    """Return a function of the learner's that is followed into its branches when it is called first."""

    @functools.wraps(function)
    def run(*arguments: Any, **options: Any) -> Any:
        if tape.is_running:
            return function(*arguments, **options)

        def once() -> Any:
            return function(*map(_own_copy, arguments), **options)

        tape.is_running, tape.has_refused = True, False
        value = None
        try:
            with suppress(ComparisonError):
                value = once()
            # Code that has caught the error itself has returned something else than it would for a number.
            return _all_branches(once, tape) if tape.has_refused else value
        finally:
            tape.is_running, tape.choices = False, None

    return run


def _own_copy(value: Any) -> Any:
    """Return an argument that a run may change without the next one noticing."""
    if isinstance(value, dict):
        return {key: _own_copy(item) for key, item in value.items()}
    return value.copy() if isinstance(value, (list, numpy_module().ndarray)) else value


def _all_branches(run: Callable[[], Any], tape: Tape) -> Any:
    results: list[Any] = []
    waiting: list[list[bool]] = [[]]
    end = time.monotonic() + SECONDS
    tape.has_refused = False
    while waiting:
        begun = waiting.pop()
        tape.choices = Choices(tape, begun)
        results.append(run())
        taken = tape.choices.taken
        waiting += [[*taken[:place], not taken[place]] for place in range(len(begun), len(taken))]
        if tape.has_refused or len(results) + len(waiting) > MAX_BRANCHES or time.monotonic() > end:
            raise TraceError("symbols were compared too often")
    tape.choices = None
    return _together(results, tape)


def _together(results: Sequence[Any], tape: Tape) -> Any:
    """Return results of one structure as one of that structure."""
    np = numpy_module()
    first = results[0]
    if all(isinstance(result, np.ndarray) and result.shape == first.shape for result in results):
        array = np.empty(first.size, dtype=object)
        array[:] = [
            _together(items, tape) for items in zip(*(r.ravel().tolist() for r in results), strict=True)
        ]
        return array.reshape(first.shape)
    if all(type(result) in (list, tuple) and len(result) == len(first) for result in results):
        return [_together(items, tape) for items in zip(*results, strict=True)]
    if all(isinstance(result, dict) and result.keys() == first.keys() for result in results):
        return {key: _together([result[key] for result in results], tape) for key in first}
    lifted = [tape.lift(result) for result in results]
    return _either([number for number in lifted if number is not None], len(results), tape)


def _either(numbers: Sequence[Symbolic], count: int, tape: Tape) -> Symbolic:
    if len(numbers) != count:
        raise TraceError("a branch gave no number")
    different = list({number.index: number for number in numbers}.values())
    total = different[0]
    for place, other in enumerate(different[1:]):
        total = total + tape.symbol(f"{EITHER}[{place}]") * (different[0] - other)
    return total
