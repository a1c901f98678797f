"""Flat lists of nodes: exact values, gradients sent as functions, and lists made to do harm."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from grader.maths.formula import Formula
from grader.maths.nodes import NotRationalError, evaluate_exactly, gradient_nodes, meant_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    Nodes = list[list[object]]

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
#: Far longer than any list takes that a learner's formula makes; far shorter than a list that hangs.
SECONDS = 1.0


def last(*nodes: list[object], **values: Fraction) -> Fraction:
    """Return the value of the last node."""
    return evaluate_exactly(nodes, values)[-1]


def again_and_again(head: str, first: list[object], times: int) -> Iterator[list[object]]:
    """Yield x, x², x⁴, x⁸ … (or x, 2x, 4x …), each node from the one before."""
    yield first
    for place in range(times):
        yield [head, place, place]


@pytest.mark.parametrize(
    ("expected", "node"),
    [
        (Fraction(5, 6), ["add", 0, 1]),
        (Fraction(1, 6), ["sub", 0, 1]),
        (Fraction(1, 6), ["mul", 0, 1]),
        (Fraction(3, 2), ["div", 0, 1]),
        (Fraction(1, 8), ["pow", 0, 2]),
        (Fraction(8), ["pow", 0, 3]),
        (Fraction(-1, 2), ["neg", 0]),
        (Fraction(3), ["abs", 3]),
        (Fraction(12), ["integer", "12"]),
        (Fraction(3, 8), ["float", (0.375).hex()]),
    ],
    ids=lambda part: part[0] if isinstance(part, list) else None,
)
def test_each_head_is_exact(expected: Fraction, node: list[object]) -> None:
    """Every arithmetic node gives the rational number that it stands for."""
    given: Nodes = [["symbol", "x"], ["symbol", "y"], ["integer", "3"], ["integer", "-3"]]

    assert expected == last(*given, node, x=HALF, y=THIRD)


def test_all_places_are_returned() -> None:
    """Each node has its value at its own place."""
    nodes: Nodes = [["symbol", "x"], ["neg", 0], ["sub", 0, 1]]

    assert [HALF, -HALF, 1] == evaluate_exactly(nodes, {"x": HALF})


@pytest.mark.parametrize(
    "nodes",
    [
        [["integer", "1"], ["integer", "0"], ["div", 0, 1]],
        [["integer", "0"], ["integer", "-1"], ["pow", 0, 1]],
        [["integer", "2"], ["float", (0.5).hex()], ["pow", 0, 1]],
        [["integer", "7"], ["integer", "1000000000"], ["pow", 0, 1]],
        [["integer", "7"], ["integer", "64"], ["pow", 0, 1], ["pow", 2, 1], ["pow", 3, 1], ["pow", 4, 1]],
        [["float", "nan"]],
        [["float", "inf"]],
        [["float", "-inf"]],
        [["symbol", "x"], ["call", "exp", 0]],
        [["symbol", "x"], ["frobnicate", 0, 0]],
        [["integer", "1" * 100_000]],
        list(again_and_again("mul", ["integer", "3"], 20)),
        [["integer", "3"], ["call", "sqrt", 0]],
    ],
    ids=[
        "division by zero",
        "negative power of zero",
        "root",
        "power of a milliard",
        "tower of powers",
        "nan",
        "infinity",
        "minus infinity",
        "exponential",
        "unknown head",
        "integer of 100000 digits",
        "squared 20 times",
        "root by name",
    ],
)
def test_harmful_nodes_are_refused_at_once(nodes: Nodes) -> None:
    """What has no rational value, or a huge one, raises NotRationalError before it takes time."""
    began = time.perf_counter()
    with pytest.raises(NotRationalError):
        evaluate_exactly(nodes, {"x": Fraction(3, 7)})

    assert SECONDS > time.perf_counter() - began


def test_long_lists_are_quick() -> None:
    """Two thousand sums of one symbol are evaluated well within the time of a check."""
    began = time.perf_counter()
    value = last(*again_and_again("add", ["symbol", "x"], 2000), x=THIRD)

    assert SECONDS > time.perf_counter() - began
    assert Fraction(2**2000, 3) == value


@pytest.mark.parametrize(
    ("expected", "number"),
    [
        (Fraction(1, 3), 1 / 3),
        (Fraction(1, 7), 1 / 7),
        (Fraction(2, 3), 1 / 3 + 1 / 3),
        (Fraction(3, 10), 0.1 + 0.2),
        (Fraction(1, 100), 0.01),
        (Fraction(-5, 2), -2.5),
        (Fraction(0), 0.0),
        (Fraction(10**6), 1e6),
    ],
)
def test_floats_are_read_as_they_were_meant(expected: Fraction, number: float) -> None:
    """A float within rounding of a small fraction is that fraction."""
    assert expected == meant_by(number)


@pytest.mark.parametrize("number", [0.1234567890123, 2**0.5, 1e-300])
def test_other_floats_are_exact(number: float) -> None:
    """A float that no small fraction rounds to keeps its own exact value."""
    assert Fraction(number) == meant_by(number)


def test_gradient_is_sent_as_nodes() -> None:
    """A gradient of two components becomes nodes that give both components."""
    first = ["mul", ["number", 1, 2], ["element", "w", ["number", 1, 1]]]
    second = ["add", ["pow", ["element", "w", ["number", 2, 1]], ["number", 2, 1]], ["number", -3, 1]]
    nodes, places = gradient_nodes(Formula(["stack", "j", first, second], ("j",)))
    as_symbols: Nodes = [["symbol", f"w{n[1]}"] if n[0] == "parameter" else n for n in nodes]
    values = evaluate_exactly(as_symbols, {"w0": HALF, "w1": THIRD})

    assert [Fraction(1, 4), Fraction(1, 9) - 3] == [values[place] for place in places]


def test_only_gradients_of_fixed_size_are_sent() -> None:
    """A formula for any number of components is refused."""
    with pytest.raises(ValueError, match="fixed number of components"):
        gradient_nodes(Formula(["element", "w", ["index", "j"]], ("j",)))
