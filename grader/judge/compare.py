"""Compares what came from a worker with what the oracle says: type, shape, dtype, values, in that order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.errors import near_names
from grader.judge.shown import in_words, kind_of, shown, shown_pair
from grader.wording import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.judge.oracle import Expected

#: A right formula loses about 10⁻¹³ to rounding on the probes, a wrong one differs by more than 10⁻³.
RTOL = 1e-9
#: Values that were computed in single precision keep about seven digits.
RTOL_SINGLE = 2e-3
#: What may be lost where the expected value itself is nearly zero.
ATOL = 1e-12


@dataclass(frozen=True)
class Mismatch:
    """How an answer differs from what was expected."""

    message: str
    expected: str
    actual: str


def mismatch(value: Any, expected: Expected, *, single: bool = True) -> Mismatch | None:
    """Return the first difference between a returned value and the expected one, or None.

    Parameters
    ----------
    value : object
        What the learner's function returned, as plain values.
    expected : Expected
        What it should have returned.
    single : bool
        Whether numbers that hold no more than single precision are given its tolerance.
    """
    parts = split(value, len(expected.values), expected.keys)
    if isinstance(parts, str):
        return Mismatch(parts, shown(expected.whole), shown(value))
    found = []
    for name, part, wanted in zip(expected.names, parts, expected.values, strict=True):
        value_or_fault = _found(part, wanted)
        if isinstance(value_or_fault, Fault):
            message = value_or_fault.text
            if expected.keys:
                return Mismatch(
                    sentence("The entry {name}: {message}", name=name, message=message),
                    shown({name: wanted}),
                    shown({name: part}),
                )
            message = (
                message
                if len(parts) == 1
                else sentence("The value for {name}: {message}", name=name, message=message)
            )
            return Mismatch(message, shown(expected.whole), shown(value))
        found.append(value_or_fault)
    if expected.keys:
        return _of_entries(found, expected, single=single)

    def differing(message: str = "") -> Mismatch:
        return Mismatch(message, *shown_pair(expected.whole, tuple(found) if len(found) > 1 else found[0]))

    for name, actual, wanted in zip(expected.names, found, expected.values, strict=True):
        if not is_numeric(wanted):
            if not _same_thing(actual, wanted):
                return differing()
            continue
        if not _is_finite(actual):
            kind = "nan" if np.any(np.isnan(actual)) else "infinity"
            return differing(sentence("The value for {name} is {kind}.", name=name, kind=kind))
        if not agree(actual, wanted, single=single):
            return differing()
    return None


def _of_entries(found: Sequence[Any], expected: Expected, *, single: bool) -> Mismatch | None:
    """Return the entries of a dictionary that differ, and what can be said of the others."""
    wrong: dict[str, tuple[Any, Any]] = {}
    for name, actual, wanted in zip(expected.names, found, expected.values, strict=True):
        if not np.all(np.isfinite(actual)):
            kind = "nan" if np.any(np.isnan(actual)) else "infinity"
            return Mismatch(
                sentence("The entry {name} is {kind}.", name=name, kind=kind),
                *shown_pair({name: wanted}, {name: actual}),
            )
        if not agree(actual, wanted, single=single):
            wrong[name] = wanted, actual
    if not wrong:
        return None
    right = [name for name in expected.names if name not in wrong]
    message = (
        counted("{names} is right.", "{names} are right.", len(right), names=in_words(right)) if right else ""
    )
    wanted, actual = ({name: pair[side] for name, pair in wrong.items()} for side in (0, 1))
    return Mismatch(message, *shown_pair(wanted, actual))


@dataclass(frozen=True)
class Fault:
    """Why a returned value is not of the kind that was asked."""

    text: str


def _found(part: Any, wanted: Any) -> Any:
    """Return a returned value as the kind that is expected, or a `Fault`."""
    if is_numeric(wanted):
        found = as_number(part) if np.ndim(wanted) == 0 else as_array(part, np.shape(wanted))
        return Fault(found) if isinstance(found, str) else found
    return _as_thing(part, wanted)


def is_numeric(wanted: Any) -> bool:
    """Tell whether an expected value is a float or an array, not a word, a truth value or a list."""
    return isinstance(wanted, (float, np.ndarray, np.floating))


_THINGS: tuple[tuple[type, tuple[type, ...], str], ...] = (
    (bool, (bool,), sentence("True or False")),
    (int, (int, float), sentence("a whole number")),
    (str, (str,), "text"),
)


def _as_thing(part: Any, wanted: Any) -> Any:
    """Return a word, truth value, whole number or list of arrays, or a `Fault`."""
    if isinstance(wanted, (list, tuple)):
        if isinstance(part, np.ndarray):
            part = list(part)
        if not isinstance(part, (list, tuple)) or len(part) != len(wanted):
            return Fault(
                sentence(
                    "a list of {n} is asked, and {kind} was returned.", n=len(wanted), kind=kind_of(part)
                )
            )
        return list(part)
    if isinstance(part, np.ndarray) and part.size == 1:
        part = part.reshape(-1)[0]
    part = part.item() if isinstance(part, np.generic) else part
    for kind, accepted, name in _THINGS:
        if isinstance(wanted, kind):
            if not isinstance(part, accepted) or (kind is int and isinstance(part, bool)):
                return Fault(
                    sentence("{name} is asked, and {kind} was returned.", name=name, kind=kind_of(part))
                )
            return part
    return Fault(
        sentence("{asked} is asked, and {kind} was returned.", asked=kind_of(wanted), kind=kind_of(part))
    )


def _same_thing(actual: Any, wanted: Any) -> bool:
    if isinstance(wanted, (list, tuple)):
        return all(
            np.shape(one) == np.shape(other) and np.array_equal(one, other)
            for one, other in zip(actual, wanted, strict=True)
        )
    return bool(actual == wanted)


def split(value: Any, count: int, keys: Sequence[str] = ()) -> Sequence[Any] | str:
    """Return the returned values one by one, or what is wrong with their number or type.

    Parameters
    ----------
    value : object
        What was returned.
    count : int
        How many values are asked.
    keys : sequence of str
        The keys of the one dictionary that holds them; none where they are returned by themselves.
    """
    if value is None:
        return sentence("The function returned None: is there a return?")
    if keys:
        return _entries(value, keys)
    if count == 1:
        return (value,)
    if isinstance(value, np.ndarray) and value.ndim >= 1 and len(value) == count:
        return list(value)
    if isinstance(value, (tuple, list)) and len(value) == count:
        return value
    return sentence(
        "The task asks for {count} values, and {kind} was returned.", count=count, kind=kind_of(value)
    )


def _entries(value: Any, keys: Sequence[str]) -> Sequence[Any] | str:
    """Return the entries of a dictionary in the order of the keys, or what is wrong with it."""
    if not isinstance(value, dict):
        asked = sentence("a dictionary with the keys {keys}", keys=in_words(keys))
        return sentence(
            "The task asks for {asked}, and {kind} was returned.", asked=asked, kind=kind_of(value)
        )
    others = [key for key in value if key not in keys]
    for key in keys:
        if key not in value:
            near = near_names(key, [other for other in others if isinstance(other, str)], limit=1)
            hint = sentence(" There is {near}: is it meant?", near=shown(near[0])) if near else ""
            return sentence("The dictionary has no key {key!r}.{hint}", key=key, hint=hint)
    if others:
        return sentence(
            "The dictionary has the key {key}, and asked are {keys} alone.",
            key=shown(others[0]),
            keys=in_words(keys),
        )
    return [value[key] for key in keys]


def as_number(value: Any) -> np.floating[Any] | str:
    """Return a number for what stands for one (a float, a Fraction, an array of one), or the fault."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    elif isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, (bool, np.bool_)) or value is None:
        return sentence("a number is asked, and {kind} was returned.", kind=kind_of(value))
    if isinstance(value, (np.float16, np.float32)):
        return value
    if isinstance(value, (int, float, Fraction, Decimal, np.integer, np.floating)):
        try:
            return np.float64(float(value))
        except OverflowError:
            return np.float64(np.inf)
    return sentence("a number is asked, and {kind} was returned.", kind=kind_of(value))


def as_array(value: Any, shape: tuple[int, ...]) -> np.ndarray[Any, Any] | str:
    """Return an array of the asked shape for a sequence or array, or the fault."""
    asked = sentence("an array of shape {shape} is asked", shape=shown(shape))
    if isinstance(value, (str, bytes, dict, bool)) or value is None:
        return sentence("{asked}, and {kind} was returned.", asked=asked, kind=kind_of(value))
    try:
        array = np.array(value) if not isinstance(value, np.ndarray) else value
        if array.dtype == object:
            array = np.array([_float_of(item) for item in array.ravel().tolist()]).reshape(array.shape)
    except (ValueError, TypeError):
        return sentence(
            "{asked}, and {kind} with something else than numbers was returned.",
            asked=asked,
            kind=kind_of(value),
        )
    if array.shape != shape:
        found = kind_of(array) if array.ndim else sentence("a single number")
        return sentence("{asked}, and {found} was returned.", asked=asked, found=found)
    if array.dtype.kind not in "iuf":
        return sentence(
            "{asked} with numbers as elements, and they are of type {dtype}.",
            asked=asked,
            dtype=str(array.dtype),
        )
    return array if array.dtype in (np.float16, np.float32) else array.astype(float)


def _float_of(item: Any) -> float:
    number = as_number(item)
    if isinstance(number, str):
        raise TypeError(number)
    return float(number)


def agree(actual: Any, expected: Any, *, single: bool = True) -> bool:
    """Tell whether two values of one shape agree to within rounding.

    The tolerance is relative to the largest expected element, for an element near zero is a difference
    of such, and is that of single precision where the learner's numbers are.
    """
    difference: Any
    if isinstance(expected, float) and isinstance(actual, (float, np.floating)):  # most values are numbers
        largest = abs(float(expected))
        difference = abs(float(actual) - float(expected))
    else:
        actual, wanted = np.asarray(actual), np.asarray(expected, dtype=float)
        if actual.shape != wanted.shape:
            return False
        largest = np.max(np.abs(wanted)) if wanted.size else 0.0
        difference = np.abs(np.asarray(actual, dtype=float) - wanted)
    if np.all(difference <= RTOL * largest + ATOL):
        return True
    return single and is_single(actual) and bool(np.all(difference <= RTOL_SINGLE * largest + ATOL))


def _is_finite(value: Any) -> bool:
    return isfinite(value) if isinstance(value, float) else bool(np.all(np.isfinite(value)))


def is_single(actual: Any) -> bool:
    """Tell whether numbers carry no more than single precision, whatever their type says."""
    array = np.asarray(actual)
    if array.dtype.itemsize <= 4 and array.dtype.kind == "f":
        return True
    with np.errstate(over="ignore", invalid="ignore"):
        rounded = array.astype(np.float32).astype(float)
    # A handful of small integers is exact in any precision: only digits beyond the decimals tell.
    return bool(np.all(rounded == array)) and bool(np.any(array * 1024 != np.round(array * 1024)))
