"""Formulas that are typed or shown: their LaTeX, and the points at which they are compared."""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import (
    Application,
    Element,
    ExpressionError,
    Number,
    Operation,
    Part,
    Variable,
    evaluate,
    names_in,
    number_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.quiz.expressions import Exact, Node
    from grader.quiz.prepared import Prepared
    from grader.quiz.source import FormulaItem
    from grader.quiz.values import Namespace

N_POINTS = 6
_GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|theta|lambda|mu|rho|sigma|tau|phi|eta|nu|omega|partial|nabla"
)


def prepare_formula(prepared: Prepared, item: FormulaItem) -> None:
    """Prepare an item that asks for a formula."""
    from grader.quiz.prepared import Answer

    names = list(item.variables)
    key = _formula(prepared, item.key, "key")
    wrong = [
        _formula(prepared, answer.value or "0", "expected", place, "value")
        for place, answer in enumerate(item.expected)
    ]
    for node, where in ((key, ("key",)), *((w, ("expected", n, "value")) for n, w in enumerate(wrong))):
        for name in sorted(names_in(node) - set(names)):
            prepared.faults.append((f"“{name}” is not among the variables", where))
    prepared.shown["variables"] = [
        {"name": name, "meaning": prepared.html(meaning, "variables", name, how="inline")}
        for name, meaning in item.variables.items()
    ]
    points = comparison_points(prepared.id, names)
    prepared.shown["at"] = [[float(point[name]) for name in names] for point in points]
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
        # As it is typed: it is put where a learner would have typed it.
        "shown": escape(item.key),
        "expected": [
            prepared.recognised(answer, "expected", place) for place, answer in enumerate(item.expected)
        ],
    }

    def answer(_: Namespace) -> Answer:
        rows = [values_at(node, points) for node in (key, *wrong)]
        for place, row in enumerate(rows):
            if row in rows[:place]:
                return Answer(None, None, f"expected answer {place} is the same formula as an earlier one")
        floats = [[float(value) for value in row] for row in rows]
        return Answer(floats[0], floats[1:])

    prepared.answer = answer


def _formula(prepared: Prepared, text: str, *where: str | int) -> Node:
    """Return the tree of a formula: its names are the learner's variables, and no values of the concept."""
    node = prepared.expression(text, *where)
    prepared.sources = [source for source in prepared.sources if source[0] is not node]
    return node


def comparison_points(seed: str, names: Sequence[str]) -> list[dict[str, Fraction]]:
    """Return points at which different formulas differ: eighths between ½ and 3, no two alike in a point."""
    points = []
    for number in range(N_POINTS):
        point: dict[str, Fraction] = {}
        for name in names:
            digest = hashlib.sha256(f"{seed} {number} {name}".encode()).digest()
            value = Fraction(128 + int.from_bytes(digest[:4], "big") % 640, 256)
            while value in point.values() or value == 1 or value == 2:
                value += Fraction(1, 256)
            point[name] = value
        points.append(point)
    return points


def values_at(node: Node, points: Sequence[Mapping[str, Any]]) -> list[Exact]:
    """Return a formula's value at each point; raises ExpressionError."""

    def lookup(point: Mapping[str, Any], name: str) -> Any:
        if name not in point:
            raise ExpressionError(f"“{name}” is not among the variables")
        return point[name]

    return [number_of(evaluate(node, partial(lookup, point))) for point in points]


def are_equal(one: Node, other: Node, seed: str = "") -> bool:
    """Tell whether two formulas are the same: exactly, at random points of their common names."""
    names = sorted(names_in(one) | names_in(other))
    points = comparison_points(f"equal {seed}", names)
    try:
        return values_at(one, points) == values_at(other, points)
    except ExpressionError:
        return False


# --- LaTeX ---------------------------------------------------------------------------------------------


def latex_of(node: Node) -> str:
    """Return a tree as LaTeX."""
    return _latex(node, 0)


def _latex(node: Node, binding: int) -> str:
    """Return LaTeX, in brackets if what stands around binds more strongly: 1 sum, 2 product, 3 power."""
    match node:
        case Number(value):
            if value.denominator == 1:
                return f"{{{{ {value} }}}}"
            return f"{{{{ {value.numerator}/{value.denominator} : frac }}}}"
        case Variable(name):
            return _name(name)
        case Part(whole, name):
            return f"{_latex(whole, 3)}_{{{_name(name)}}}"
        case Element(whole, place):
            return f"{_latex(whole, 3)}_{{{_latex(place, 0)}}}"
        case Operation("-", (only,)):
            return _bracketed(f"-{_latex(only, 2)}", binding > 1)
        case Operation("/", (top, bottom)):
            return rf"\frac{{ {_latex(top, 0)} }}{{ {_latex(bottom, 0)} }}"
        case Operation("^", (base, exponent)):
            return f"{_latex(base, 4)}^{{ {_latex(exponent, 0)} }}"
        case Operation("*", (one, other)):
            return _bracketed(rf"{_latex(one, 2)} \cdot {_latex(other, 2)}", binding > 2)
        case Operation(sign, (one, other)):
            right = 2 if sign == "-" else 1
            return _bracketed(f"{_latex(one, 1)} {sign} {_latex(other, right)}", binding > 1)
        case Application("sqrt", (only,)):
            return rf"\sqrt{{ {_latex(only, 0)} }}"
        case Application("abs", (only,)):
            return rf"\left| {_latex(only, 0)} \right|"
        case Application(function, arguments):
            inside = ", ".join(_latex(argument, 0) for argument in arguments)
            return rf"\{function if function != 'round' else 'operatorname{round}'}\left( {inside} \right)"
    raise AssertionError(node)


def _bracketed(latex: str, needed: bool) -> str:
    return rf"\left( {latex} \right)" if needed else latex


def _name(name: str) -> str:
    """Return a name as LaTeX: alpha as α, dJ_dw as it is read."""
    start, _, rest = name.partition("_")
    if _GREEK.fullmatch(start):
        start = rf"\{start}"
    elif len(start) > 1:
        start = rf"\mathit{{{start}}}"
    return f"{start}_{{{_name(rest)}}}" if rest else start
