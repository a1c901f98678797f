"""What a submission's function returned on all probes, and whether a formula explains it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.compare import RTOL_SINGLE, as_array, as_number, is_single, split
from grader.judge.submission import Answer, CheckFailedError, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.kit import Function
    from grader.maths.model import Candidate
    from grader.maths.probes import Probe

#: A formula explains a number if they agree to so many parts of the largest element.
RTOL = 1e-8
_WIDEST = max(RTOL, RTOL_SINGLE / 100)
#: Who returns more of them has no formula in mind that could be told.
_MOST_NUMBERS = 100_000


@dataclass(frozen=True)
class Observation:
    """One answer, taken apart.

    Attributes
    ----------
    answer : Answer
        The call and its reply.
    parts : tuple of ndarray
        What was returned, by the function's order; shapes as they came.
    """

    answer: Answer
    parts: tuple[Any, ...]

    @property
    def probe(self) -> Probe:
        """Where the function was called."""
        return self.answer.probe


def observe(
    submission: Submission, function: Function, probes: Sequence[Probe], record: Sequence[str] = ()
) -> list[Observation] | None:
    """Return a function's answers on all probes; None if one of them is no set of numbers."""
    found = []
    for probe in probes:
        try:
            answer = submission.ask(function, probe, record)
        except CheckFailedError:
            return None
        parts = numbers(answer.value, len(function.returns), function.keys)
        if parts is None:
            return None
        found.append(Observation(answer, parts))
    return found


def numbers(value: Any, count: int, keys: Sequence[str] = ()) -> tuple[Any, ...] | None:
    """Return the returned values as float arrays of whatever shape, or None if they are not numbers."""
    parts = split(value, count, keys)
    if isinstance(parts, str):
        return None
    found = []
    for part in parts:
        number = as_number(part)
        if not isinstance(number, str):
            found.append(np.asarray(number).reshape(np.shape(part) if isinstance(part, np.ndarray) else ()))
            continue
        try:
            shape = np.shape(part)
        except ValueError:
            return None
        if np.prod(shape) > _MOST_NUMBERS:
            return None
        array = as_array(part, shape)
        if isinstance(array, str):
            return None
        found.append(array)
    return tuple(found)


def explains(predicted: Any, actual: Any) -> bool:
    """Tell whether a predicted value is what was returned, up to shape.

    A submission that collapses an axis returns one number where a formula has equal components, and
    one that flattens returns the same numbers in another shape: both are the same mistake.
    """
    if np.ndim(predicted) == 0 and np.ndim(actual) == 0 and are_far(predicted, actual):
        return False
    wanted, found = np.asarray(predicted, dtype=float).ravel(), np.asarray(actual)
    flat = np.asarray(found, dtype=float).ravel()
    if wanted.size == 0 or flat.size not in (1, wanted.size) or not np.all(np.isfinite(flat)):
        return False
    if flat.size == 1 and wanted.size > 1:
        flat = np.broadcast_to(flat, wanted.shape)
    rtol = RTOL_SINGLE / 100 if is_single(found) else RTOL
    allowed = rtol * max(float(np.max(np.abs(wanted))), 1e-3)
    return bool(np.all(np.abs(flat - wanted) <= allowed))


def are_far(predicted: Any, actual: Any, scale: float = 0.0) -> bool:
    """Tell at once of two numbers that not even the widest tolerance joins them, as is so of most.

    Parameters
    ----------
    predicted, actual : float
        What a formula gives and what was returned.
    scale : float
        A size that the tolerance is taken of, if it is larger than `predicted`.
    """
    difference = abs(float(actual) - float(predicted))
    # What is not finite is far from nothing, and looked at closely.
    return difference > _WIDEST * max(abs(float(predicted)), scale, 1e-3) and isfinite(difference)


def candidate_explains(
    candidate: Candidate, function: Function, observations: Sequence[Observation], order: Sequence[str]
) -> bool:
    """Tell whether a candidate gives every returned value on every probe; `order` names the values."""
    for observation in observations:
        probe = observation.probe
        for name, part in zip(order, observation.parts, strict=True):
            if not explains(candidate.outputs[name].evaluate(probe.values, probe.sizes), part):
                return False
    return True


def values_explain(
    predicted: Sequence[Mapping[str, Any]], observations: Sequence[Observation], order: Sequence[str]
) -> bool:
    """Tell whether predicted values, one mapping for each observation, are what was returned."""
    return all(
        explains(values[name], part)
        for values, observation in zip(predicted, observations, strict=True)
        for name, part in zip(order, observation.parts, strict=True)
    )
