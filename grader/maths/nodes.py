"""Flat lists of nodes: how expressions cross between judge and worker.

A node is a list of a head and operands, and refers to earlier nodes by their place: ``["symbol", name]``,
``["parameter", k]``, ``["integer", "12"]``, ``["float", hex]``, ``["add" | "sub" | "mul" | "div" | "pow",
i, j]``, ``["neg" | "abs", i]``, ``["call", name, i]``. The judge evaluates them by itself, on rationals
where it can; it never makes SymPy objects of what a worker sent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.maths.formula import Formula, Tree

Nodes = Sequence[Sequence[Any]]

#: A float of the learner's is read as a small fraction that rounds to it: 1/m is meant, not its bits.
_MOST_DENOMINATOR = 10_000
#: What one number may grow to, and all numbers together: a learner may square in a loop.
_MOST_BITS = 20_000
_MOST_BITS_IN_ALL = 20_000_000


class NotRationalError(ValueError):
    """An expression cannot be evaluated on rationals."""


def gradient_nodes(gradient: Formula) -> tuple[list[list[Any]], list[int]]:
    """Return the nodes of a gradient of fixed size, and the places of its components.

    Parameters
    ----------
    gradient : Formula
        A stack of components over the elements of one parameter.
    """
    if gradient.tree[0] != "stack":
        raise ValueError("only a gradient with a fixed number of components can be sent as a function")
    nodes: list[list[Any]] = []

    def add(*node: Any) -> int:
        nodes.append(list(node))
        return len(nodes) - 1

    def visit(tree: Tree) -> int:
        head = tree[0]
        if head == "number":
            top = add("integer", str(tree[1]))
            return top if tree[2] == 1 else add("div", top, add("integer", str(tree[2])))
        if head == "element":
            return add("parameter", int(tree[2][1]) - 1)
        if head == "pow":
            return add("pow", visit(tree[1]), visit(tree[2]))
        if head == "call":
            return add("abs", visit(tree[2])) if tree[1] == "abs" else add("call", tree[1], visit(tree[2]))
        if head not in ("add", "mul"):
            raise ValueError(f"{head} has no place in a gradient that is sent as a function")
        place = visit(tree[1])
        for part in tree[2:]:
            place = add(head, place, visit(part))
        return place

    outputs = [visit(component) for component in gradient.tree[2:]]
    return nodes, outputs


def evaluate_exactly(nodes: Nodes, values: Mapping[str, Fraction]) -> list[Fraction]:
    """Return the value of every node in rational arithmetic.

    Raises
    ------
    NotRationalError
        A node is no rational function of the symbols, a divisor is zero, or a number grows too large.
    """
    found: list[Fraction] = []
    bits = 0
    for node in nodes:
        head = node[0]
        bits += _bits(found[-1]) if found else 0
        if bits > _MOST_BITS_IN_ALL:
            raise NotRationalError("numbers that are too large together")
        if head == "symbol":
            found.append(values[node[1]])
        elif head == "integer":
            found.append(Fraction(_whole(node[1])))
        elif head == "float":
            found.append(meant_by(float.fromhex(node[1])))
        elif head in ("neg", "abs"):
            found.append(-found[node[1]] if head == "neg" else abs(found[node[1]]))
        elif head == "call":
            raise NotRationalError(f"{node[1]} is not a rational function")
        else:
            found.append(_operate(head, found[node[1]], found[node[2]]))
    return found


def _bits(number: Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def _whole(digits: str) -> int:
    if len(digits) > _MOST_BITS // 4:
        raise NotRationalError("a number that is too large")
    try:
        return int(digits)
    except ValueError as error:
        raise NotRationalError("no whole number") from error


def _operate(head: str, left: Fraction, right: Fraction) -> Fraction:
    if _bits(left) + _bits(right) > _MOST_BITS:
        raise NotRationalError("a number that is too large")
    if head == "add":
        return left + right
    if head == "sub":
        return left - right
    if head == "mul":
        return left * right
    if head == "div":
        if right == 0:
            raise NotRationalError("division by zero")
        return left / right
    if head != "pow":
        raise NotRationalError(f"unknown head {head}")
    if right.denominator != 1 or abs(right) > 64:
        raise NotRationalError("a power that is no small whole number")
    if left == 0 and right < 0:
        raise NotRationalError("division by zero")
    if _bits(left) * abs(int(right)) > _MOST_BITS:
        raise NotRationalError("a number that is too large")
    return left ** int(right)


def meant_by(number: float) -> Fraction:
    """Return the simplest fraction within rounding of a float, or the float's own exact value.

    `1/m * total` leaves 0.333… in the trace where 1/3 is meant; a few roundings of such constants
    (two units in the last place) are undone as well.

    Raises
    ------
    NotRationalError
        The float is not finite.
    """
    if not math.isfinite(number):
        raise NotRationalError("a float that is not finite")
    exact = Fraction(number)
    simple = exact.limit_denominator(_MOST_DENOMINATOR)
    return simple if abs(float(simple) - number) <= 2 * math.ulp(number) else exact
