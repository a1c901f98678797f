"""The separation matrix: which probe tells two rules apart, and when none does."""

from __future__ import annotations

import numpy as np

from grader.authoring.rules_apart import _numbers
from grader.authoring.separation import FROM_RIGHT, matrix_lines, rows_from, separate

RIGHT = [[1.0, np.array([2.0, 3.0])], [4.0, np.array([5.0, 6.0])]]


def shifted(first: float = 0.0, second: float = 0.0) -> list[list[object]]:
    """Return the right values with something added to the number on each probe."""
    return [[1.0 + first, np.array([2.0, 3.0])], [4.0 + second, np.array([5.0, 6.0])]]


def test_first_probe() -> None:
    """A cell holds the first probe on which two rows differ."""
    rows = rows_from(RIGHT, [("early", ("early",), shifted(1.0)), ("late", ("late",), shifted(0.0, 1.0))])
    found = separate(rows)

    assert [[-1, 0, 1], [0, -1, 0], [1, 0, -1]] == found.first.tolist()
    assert () == found.alike


def test_within_the_tolerance() -> None:
    """What single precision may lose separates nothing from the right rule."""
    rows = rows_from(RIGHT, [("near", ("near",), shifted(0.5 * FROM_RIGHT))])

    assert (("", "near"),) == separate(rows).alike


def test_variants_of_one_misconception() -> None:
    """Two variants of one misconception need not be told apart."""
    rows = rows_from(RIGHT, [("one", ("same",), shifted(1.0)), ("two", ("same",), shifted(1.0))])

    assert () == separate(rows).alike


def test_twins() -> None:
    """Two misconceptions with the same numbers are told of."""
    rows = rows_from(RIGHT, [("one", ("one",), shifted(1.0)), ("two", ("two",), shifted(1.0))])

    assert (("one", "two"),) == separate(rows).alike


def test_another_shape() -> None:
    """Another number of values is seen at once, and one number stands for equal components."""
    longer = [[1.0, np.array([2.0, 3.0, 4.0])], [4.0, np.array([5.0, 6.0])]]
    single = [[1.0, np.array([2.0, 2.0])], [4.0, np.array([5.0, 5.0])]]
    spread = [[1.0, 2.0], [4.0, 5.0]]
    rows = rows_from(
        RIGHT, [("longer", ("a",), longer), ("single", ("b",), single), ("spread", ("c",), spread)]
    )
    found = separate(rows)

    assert 0 == found.first[0, 1]
    assert (("single", "spread"),) == found.alike


def test_overflow() -> None:
    """An infinite value differs from every finite one, and not from itself."""
    endless = shifted(np.inf)
    rows = rows_from(RIGHT, [("one", ("one",), endless), ("two", ("two",), endless)])
    found = separate(rows)

    assert 0 == found.first[0, 1]
    assert (("one", "two"),) == found.alike


def test_matrix_lines() -> None:
    """The matrix counts probes from 1 and shows what is alike."""
    rows = rows_from(RIGHT, [("one", ("one",), shifted(1.0)), ("two", ("two",), shifted(1.0))])

    assert [
        "ex01 update",
        "    0 1 2",
        "  0 · 1 1  right",
        "  1 1 · =  one",
        "  2 1 = ·  two",
    ] == matrix_lines("ex01 update", separate(rows))


def test_words() -> None:
    """Words of one length that differ in two letters are told apart; the same word is not."""
    right = [[one] for one in _numbers(["minimum"])]
    wrong = [[other] for other in _numbers(["maximum"])]

    assert () == separate(rows_from(right, [("swapped", ("a",), wrong)])).alike
    assert (("", "same"),) == separate(rows_from(right, [("same", ("a",), right)])).alike
