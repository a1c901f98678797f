"""What of a returned value is passed on as an argument of the next call: known to worker and judge alike.

A worker that makes several steps in a row passes on what the judge would, and the judge finds out that it did
from the same functions. They take what stands for a number or an array of numbers; of anything else nobody
says here what would be passed on. Where the judge's own reading (`grader/judge/compare.py`) comes to anything
else, it finds that out as well, and the submission is judged one by one.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

from grader.sandbox.values import numpy_module

#: The part of a returned value that is all of it.
WHOLE = -1


def part_of(value: Any, part: int) -> Any:
    """Return a part of what was returned, None if it has no such part."""
    if part == WHOLE:
        return value
    if isinstance(value, (tuple, list)) or (isinstance(value, numpy_module().ndarray) and value.ndim):
        return value[part] if part < len(value) else None
    return None


def passed_on(value: Any, like: Any) -> Any:
    """Return a value as it is passed on where an argument of a kind is asked.

    Parameters
    ----------
    value : object
        What was returned, or a part of it.
    like : float, numpy.ndarray or dict
        An argument of that kind, of the shape that is asked, or with the entries that are.

    Returns
    -------
    float, numpy.ndarray of float, dict or None
        A new object; None if the value stands for no finite number, no array of that shape, or has other
        entries.
    """
    if type(like) is dict:
        if type(value) is not dict or value.keys() != like.keys():
            return None
        found = {key: passed_on(value[key], one) for key, one in like.items()}
        return None if any(one is None for one in found.values()) else found
    return _array(value, like.shape) if isinstance(like, numpy_module().ndarray) else _number(value)


def _number(value: Any) -> float | None:
    np = numpy_module()
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    elif type(value) is list and len(value) == 1:
        (value,) = value
    kind = type(value)
    exact = kind.__module__ in ("fractions", "decimal") and kind.__name__ in ("Fraction", "Decimal")
    if not (exact or kind in (float, int) or isinstance(value, (np.integer, np.floating))):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return None
    return number if isfinite(number) else None


def _array(value: Any, shape: tuple[int, ...]) -> Any:
    np = numpy_module()
    if not isinstance(value, np.ndarray):
        if type(value) not in (list, tuple):
            return None
        try:
            value = np.array(value)
        except ValueError:  # rows of different lengths
            return None
    if value.shape != shape or value.dtype.kind not in "iuf":
        return None
    return np.array(value, dtype=float, order="C")
