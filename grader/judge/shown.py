"""Values as a learner would type them: short, and long enough that two that differ look different."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.wording import listed, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT, _EXACT = 6, 17
_MOST = 60


def shown(value: Any, digits: int = _SHORT) -> str:
    """Return a value as text, numbers to so many significant digits.

    Parameters
    ----------
    value : object
        A number, an array, or a list, tuple or dict of such.
    digits : int
        Significant digits of each number.
    """
    if isinstance(value, np.ndarray):
        return shown(value.tolist(), digits) if value.ndim else shown(value.item(), digits)
    if isinstance(value, np.generic):
        return shown(value.item(), digits)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        # Of an integer that no float comes near, too.
        return str(value) if abs(value) < 10**_EXACT else f"{Decimal(value):.{digits}e}"
    if isinstance(value, float):
        return f"{value:.{digits}g}"
    if isinstance(value, Fraction) and abs(value) >= 10**_EXACT:
        return shown(round(value), digits)
    if isinstance(value, (Fraction, Decimal)):
        return shown(float(value), digits)
    if isinstance(value, str):
        return repr(value if len(value) <= _MOST else value[:_MOST] + "…")
    if isinstance(value, (list, tuple)):
        left, right = ("(", ")") if isinstance(value, tuple) else ("[", "]")
        parts = [shown(part, digits) for part in value[:_MOST]]
        parts += [f"… {len(value) - _MOST} more"] if len(value) > _MOST else []
        comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return left + ", ".join(parts) + comma + right
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {shown(part, digits)}" for key, part in value.items()) + "}"
    return str(value)[:_MOST]


def shown_pair(expected: Any, actual: Any) -> tuple[str, str]:
    """Return both values with as few digits as make them look different."""
    for digits in range(_SHORT, _EXACT + 1):
        pair = shown(expected, digits), shown(actual, digits)
        if pair[0] != pair[1]:
            return pair
    return shown(expected, _EXACT), shown(actual, _EXACT)


def shown_call(function: str, names: Sequence[str], arguments: Sequence[Any]) -> str:
    """Return a call as the learner would type it: `update(x=[1, 2], …, alpha=0.1)`."""
    given = ", ".join(f"{name}={shown(value)}" for name, value in zip(names, arguments, strict=True))
    return f"{function}({given})"


def in_words(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: "W1, b1 and W2"."""
    return listed(names)


_KINDS: dict[type, str] = {
    str: sentence("text"),
    dict: sentence("a dictionary"),
}


def kind_of(value: Any) -> str:
    """Return what a value is, in words: "a list", "an array of shape (2, 1)", "None"."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return sentence("an array of shape {shape}", shape=shown(value.shape))
    if isinstance(value, (bool, np.bool_)):
        return sentence("the truth value {value}", value=bool(value))
    if isinstance(value, (int, float, Fraction, Decimal, np.integer, np.floating)):
        return sentence("a number")
    if isinstance(value, complex):
        return sentence("a complex number")
    if type(value) is tuple:
        return sentence("a tuple of {count}", count=len(value))
    if type(value) is list:
        return sentence("a list of {count}", count=len(value))
    if type(value) in _KINDS:
        return _KINDS[type(value)]
    type_name = getattr(value, "type_name", type(value).__name__)
    return sentence("an object of type {type_name}", type_name=type_name)
