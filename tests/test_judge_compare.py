"""Comparisons: type, shape, dtype, values, in this order, and the sentence for the first difference."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from grader.judge.compare import agree, mismatch
from grader.judge.oracle import Expected

NUMBER = Expected("f", ("w",), (1.5,))
PAIR = Expected("f", ("w", "b"), (1.5, -2.0))
COLUMN = Expected("f", ("w", "b"), (np.array([[1.0], [2.0]]), 0.5))
VECTOR = Expected("f", ("theta",), (np.array([1.0, 2.0, 3.0]),))

NONE = "The function returned None: is there a return?"

#: In the order of comparisons: each value is right up to the place where its sentence stops it.
SENTENCES = [
    (PAIR, None, NONE),
    (VECTOR, None, NONE),
    (PAIR, 1.5, "The task asks for 2 values, and a number was returned."),
    (PAIR, (1.5,), "The task asks for 2 values, and a tuple of 1 was returned."),
    (PAIR, (1.5, -2.0, 0.0), "The task asks for 2 values, and a tuple of 3 was returned."),
    (PAIR, "ab", "The task asks for 2 values, and text was returned."),
    (PAIR, {"w": 1.5, "b": -2.0}, "The task asks for 2 values, and a dictionary was returned."),
    (PAIR, (1.5, "-2"), "The value for b: a number is asked, and text was returned."),
    (PAIR, (1.5, None), "The value for b: a number is asked, and None was returned."),
    (PAIR, (True, -2.0), "The value for w: a number is asked, and the truth value True was returned."),
    (PAIR, (1.5, -2 + 0j), "The value for b: a number is asked, and a complex number was returned."),
    (PAIR, (1.5, []), "The value for b: a number is asked, and a list of 0 was returned."),
    (
        PAIR,
        (np.array([1.5, 1.5]), -2.0),
        "The value for w: a number is asked, and an array of shape (2,) was returned.",
    ),
    (
        COLUMN,
        ("ab", 0.5),
        "The value for w: an array of shape (2, 1) is asked, and text was returned.",
    ),
    (
        COLUMN,
        (1.0, 0.5),
        "The value for w: an array of shape (2, 1) is asked, and a single number was returned.",
    ),
    (
        COLUMN,
        (np.array([1.0, 2.0]), 0.5),
        "The value for w: an array of shape (2, 1) is asked, and an array of shape (2,) was returned.",
    ),
    (
        COLUMN,
        (np.array([[1.0, 2.0]]), 0.5),
        "The value for w: an array of shape (2, 1) is asked, and an array of shape (1, 2) was returned.",
    ),
    (
        COLUMN,
        (np.array([True, False]), 0.5),
        "The value for w: an array of shape (2, 1) is asked, and an array of shape (2,) was returned.",
    ),
    (
        COLUMN,
        ([[1.0], [2.0, 3.0]], 0.5),
        "The value for w: an array of shape (2, 1) is asked, and a list of 2 with something else than "
        "numbers was returned.",
    ),
    (
        COLUMN,
        (np.array([[True], [False]]), 0.5),
        "The value for w: an array of shape (2, 1) is asked with numbers as elements, and they are of type "
        "bool.",
    ),
    (
        COLUMN,
        (np.array([[1.0], [2j]]), 0.5),
        "The value for w: an array of shape (2, 1) is asked with numbers as elements, and they are of type "
        "complex128.",
    ),
    (COLUMN, (np.array([[1.0], [np.nan]]), 0.5), "The value for w is nan."),
    (PAIR, (float("nan"), -2.0), "The value for w is nan."),
    (PAIR, (1.5, float("-inf")), "The value for b is infinity."),
    (PAIR, (10**400, -2.0), "The value for w is infinity."),
    (PAIR, (Decimal("NaN"), -2.0), "The value for w is nan."),
    (PAIR, (2.5, -2.0), ""),
    (COLUMN, (np.array([[1.0], [2.5]]), 0.5), ""),
]


@pytest.mark.parametrize(("expected", "value", "sentence"), SENTENCES)
def test_first_difference_is_told(expected: Expected, value: Any, sentence: str) -> None:
    """The first thing that differs is said in one sentence; a wrong value is shown beside the right one."""
    found = mismatch(value, expected)

    assert found is not None
    assert sentence == found.message


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        np.float64(1.5),
        np.float32(1.5),
        np.float16(1.5),
        Fraction(3, 2),
        Decimal("1.5"),
        np.array(1.5),
        np.array([1.5]),
        np.array([[1.5]]),
        [1.5],
        np.array([Fraction(3, 2)], dtype=object)[0],
    ],
    ids=lambda value: f"{type(value).__name__} {value}",
)
def test_what_stands_for_a_number(value: Any) -> None:
    """Every kind of number, and an array or list of one, is taken for the number that it holds."""
    assert mismatch(value, NUMBER) is None
    assert mismatch((value, -2), PAIR) is None
    assert mismatch([value, -2.0], PAIR) is None


@pytest.mark.parametrize(
    "value",
    [
        [1, 2, 3],
        (1.0, 2.0, 3.0),
        np.array([1, 2, 3]),
        np.array([1, 2, 3], dtype=np.float32),
        [Fraction(1), Fraction(2), Decimal(3)],
        np.array([Fraction(1), 2, 3.0], dtype=object),
    ],
    ids=lambda value: f"{type(value).__name__} {value}",
)
def test_what_stands_for_a_vector(value: Any) -> None:
    """A sequence of numbers of any kind is taken for the vector."""
    assert mismatch(value, VECTOR) is None


def test_an_array_of_two_stands_for_two_values() -> None:
    """Two values may come as one array, flat or as a column."""
    assert mismatch(np.array([1.5, -2.0]), PAIR) is None
    assert mismatch(np.array([[1.5], [-2.0]]), PAIR) is None


def test_rounding_is_no_mistake() -> None:
    """Numbers agree within 10⁻⁹ of the largest expected element, and no further."""
    assert agree(1.0 + 1e-10, 1.0)
    assert not agree(1.0 + 1e-8, 1.0)
    assert agree(np.array([1e6, 1e-4]), np.array([1e6, 2e-4]))
    assert not agree(np.array([1.0, 1e-4]), np.array([1.0, 2e-4]))


def test_single_precision_is_judged_by_its_own_digits() -> None:
    """An array of float32 may be off in its last digits, by 0.2 per cent at most; one of float64 may not."""
    wanted = np.array([0.1, 0.7])

    assert agree(wanted.astype(np.float32), wanted)
    assert agree(np.float32(0.1001), 0.1)
    assert not agree(np.float32(0.1003), 0.1)
    assert not agree(wanted + 1e-7, wanted)


def test_shapes_are_never_stretched() -> None:
    """A value that would broadcast to the expected shape does not agree."""
    assert not agree(np.zeros((3, 7)), 0.0)
    assert not agree(0.0, np.zeros(2))


def test_wrong_and_right_look_different() -> None:
    """Two values that differ late are shown with as many digits as it takes, others with few."""
    near, far = mismatch((1.5, -2.0000001), PAIR), mismatch((2.5, 4.0), PAIR)

    assert near is not None
    assert ("(1.5, -2)", "(1.5, -2.0000001)") == (near.expected, near.actual)
    assert far is not None
    assert ("(1.5, -2)", "(2.5, 4)") == (far.expected, far.actual)


@pytest.mark.parametrize("huge", [10**400, Fraction(10**401, 10), [-(10**400)], (10**400, 1.5)])
def test_numbers_beyond_floats_are_shown(huge: Any) -> None:
    """Exact numbers grow beyond any float when steps diverge; they are wrong values like others."""
    found = mismatch(huge, VECTOR)

    assert found is not None
    assert "1e+400" in found.actual.replace("1.000000e", "1e")
