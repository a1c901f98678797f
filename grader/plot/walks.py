"""Walks: what repeated calls of one function come to, the oracle's and the learner's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.compare import as_array
from grader.judge.submission import CheckFailedError
from grader.judge.suite import declared, own_gradient, own_step, usable
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.judge.oracle import Oracle
    from grader.judge.submission import Submission
    from grader.kit import Function
    from grader.maths.probes import Probe

Values = dict[str, Any]


@dataclass(frozen=True)
class Mover:
    """A function of the exercise that carries the parameters on, and how both sides use it.

    Attributes
    ----------
    function : Function
        What is called.
    right : callable
        From a probe and the number of the step to the parameters after it.
    yours : callable
        The same with the learner's function; raises CheckFailedError where it comes to no value.
    from_start : bool
        Every step is a longer walk from the start, not one step further.
    per_sample : bool
        Every step sees one sample.
    """

    function: Function
    right: Callable[[Probe, int], Values]
    yours: Callable[[Submission, Probe, int], Values]
    from_start: bool = False
    per_sample: bool = False

    def path(
        self, step: Callable[[Probe, int], Values], start: Probe, n_steps: int
    ) -> tuple[list[Probe], str]:
        """Return the probe after each step, the start first, and why there are no more of them."""
        path, ended = [start], ""
        for number in range(1, n_steps + 1):
            at = start if self.from_start else path[-1]
            try:
                with np.errstate(all="ignore"):
                    values = step(at, number)
            except CheckFailedError as error:
                ended = error.message
                break
            except OverflowError:
                ended = sentence("The numbers have become too large.")
                break
            path.append(at.moved(values))
        return path, ended


def movers_of(oracle: Oracle, start: Probe) -> list[Mover]:
    """Return what can be drawn of an exercise with a cost, in the order of its functions.

    An update is repeated, and so is, last of all, the right step by the learner's gradient. A loop that is
    told its number of steps is called with 1, 2, 3 and so on; an epoch is repeated.
    """
    samples = samples_of(oracle, start)
    names = {parameter.name for parameter in oracle.derivation.parameters}
    found = []
    for function in oracle.exercise.functions:
        if function.computes == "update":
            found.append(_by_update(oracle, function, samples))
        elif function.returns == ("path",) and len(names) == 1 and _counter(oracle, function):
            found.append(_by_path(oracle, function, *names))
        elif not names <= set(function.returns) or function.computes == "gradient":
            continue
        elif counter := _counter(oracle, function):
            found.append(_by_loop(oracle, function, counter, names))
        elif function.computes == "procedure":
            found.append(_by_epoch(oracle, function, names))
    gradient = declared(oracle, "gradient")
    if gradient is not None:
        found.append(_by_gradient(oracle, gradient, samples))
    return found


def samples_of(oracle: Oracle, probe: Probe) -> Sequence[Mapping[str, Any]]:
    """Return the samples of an exercise whose cost is that of one: what to replace for each of them.

    `x_i` and `y_i` of one sample come from `X` and `y` of all, where the probe holds those.
    """
    single = [q.name for q in oracle.derivation.data if q.name.endswith("_i")]
    whole = {name: _whole_of(name, probe) for name in single}
    if not single or any(array is None for array in whole.values()):
        return [{}]
    count = min(len(array) for array in whole.values() if array is not None)
    return [
        {name: _element(array, row) for name, array in whole.items() if array is not None}
        for row in range(count)
    ]


def _whole_of(name: str, probe: Probe) -> np.ndarray[Any, Any] | None:
    stem = name.removesuffix("_i")
    found = probe.values.get(stem, probe.values.get(stem.upper()))
    return None if found is None else np.asarray(found)


def _element(array: np.ndarray[Any, Any], row: int) -> Any:
    return float(array[row]) if array.ndim == 1 else array[row]


def _by_update(oracle: Oracle, function: Function, samples: Sequence[Mapping[str, Any]]) -> Mover:
    def seen(at: Probe, number: int) -> Probe:
        return at.moved(samples[(number - 1) % len(samples)])

    return Mover(
        function,
        right=lambda at, number: oracle.right_step(seen(at, number)),
        yours=lambda submission, at, number: own_step(submission, function, seen(at, number)),
        per_sample=len(samples) > 1,
    )


def _by_gradient(oracle: Oracle, function: Function, samples: Sequence[Mapping[str, Any]]) -> Mover:
    def seen(at: Probe, number: int) -> Probe:
        return at.moved(samples[(number - 1) % len(samples)])

    def yours(submission: Submission, at: Probe, number: int) -> Values:
        gradient = own_gradient(submission, seen(at, number))
        if gradient is None:
            raise CheckFailedError(
                sentence("{name} returned something that cannot be used as a gradient.", name=function.name)
            )
        return oracle.step(at, gradient)

    return Mover(function, right=lambda at, number: oracle.right_step(seen(at, number)), yours=yours)


def _by_path(oracle: Oracle, function: Function, name: str) -> Mover:
    counter = _counter(oracle, function)

    def told(at: Probe, number: int) -> Probe:
        return replace(at.moved({counter: float(number)}), steps=number)

    def right(at: Probe, number: int) -> Values:
        return {name: float(oracle.expected(function, told(at, number)).whole[number])}

    def yours(submission: Submission, at: Probe, number: int) -> Values:
        found = as_array(submission.ask(function, told(at, number)).value, (number + 1,))
        if isinstance(found, str):
            raise CheckFailedError(
                sentence(
                    "{name} did not return {count} points for {number} steps.",
                    name=function.name,
                    count=number + 1,
                    number=number,
                )
            )
        return {name: float(found[number])}

    return Mover(function, right, yours, from_start=True)


def _by_loop(oracle: Oracle, function: Function, counter: str, names: set[str]) -> Mover:
    def told(at: Probe, number: int) -> Probe:
        return replace(at.moved({counter: float(number)}), steps=number)

    return _calling(oracle, function, told, names, from_start=True)


def _by_epoch(oracle: Oracle, function: Function, names: set[str]) -> Mover:
    return _calling(oracle, function, lambda at, number: at, names, from_start=False)


def _calling(
    oracle: Oracle,
    function: Function,
    told: Callable[[Probe, int], Probe],
    names: set[str],
    *,
    from_start: bool,
) -> Mover:
    def right(at: Probe, number: int) -> Values:
        expected = oracle.expected(function, told(at, number))
        values = dict(zip(expected.names, expected.values, strict=True))
        return {name: oracle.canonical(name, values[name], at) for name in names}

    def yours(submission: Submission, at: Probe, number: int) -> Values:
        values = parameters_in(submission, function, told(at, number), names)
        if values is None:
            raise CheckFailedError(
                sentence("{name} returned something that cannot be used as parameters.", name=function.name)
            )
        return values

    return Mover(function, right, yours, from_start=from_start)


def parameters_in(submission: Submission, function: Function, at: Probe, names: set[str]) -> Values | None:
    """Return the parameters among what a function returns; the other values may be anything."""
    answer = submission.ask(function, at)
    value = answer.value
    if not isinstance(value, (tuple, list)) or len(value) != len(function.returns):
        value = (value,)
    if len(value) != len(function.returns):
        return None
    own = [(name, part) for name, part in zip(function.returns, value, strict=True) if name in names]
    parts = tuple(part for _, part in own)
    only = replace(
        answer,
        function=replace(function, returns=tuple(name for name, _ in own)),
        reply=replace(answer.reply, value=parts if len(parts) > 1 else parts[0]),
    )
    return usable(submission, only)


def _counter(oracle: Oracle, function: Function) -> str:
    """Return the argument that tells a loop how many steps to take; empty if it is no such loop."""
    steps = oracle.exercise.roles.get("steps")
    if steps in function.arguments:
        return str(steps)
    counts = [name for name in function.arguments if oracle.exercise.kinds.get(name) == "count"]
    return next((name for name in counts if "step" in name or "iteration" in name), "")
