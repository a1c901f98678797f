"""Whether a cost can be descended: it has a derivative in every parameter, and no jumps."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING

import sympy

if TYPE_CHECKING:
    from collections.abc import Sequence

_BESIDE = 1e-6
_JUMP = 1e-3
_HERE = 0.7312  # what all other letters are where a border is looked at


def why_not_smooth(cost: sympy.Expr, parameters: Sequence[str]) -> str:
    """Return why a cost has no slope everywhere but on kinks; nothing if it has.

    Parameters
    ----------
    cost : sympy.Expr
        Of one sample, or of parameters alone.
    parameters : sequence of str
        The names of what it is differentiated by.
    """
    plain = _without_elements(cost)
    for name in parameters:
        symbol = next((s for s in plain.free_symbols if s.name == name), None)
        if symbol is None:
            continue  # a component inside a sum: the sum's term is smooth if the expression is
        slope = sympy.diff(plain, symbol)
        if slope.has(sympy.DiracDelta, sympy.Derivative, sympy.Subs, sympy.zoo, sympy.nan):
            return f"it has no derivative in {name}"
    for choice in plain.atoms(sympy.Piecewise):
        where = _jump_of(choice)
        if where:
            return f"it jumps where {where}"
    return ""


def _without_elements(expression: sympy.Expr) -> sympy.Expr:
    """Return the expression with a plain letter for every element and every sum."""
    sums = {
        total: sympy.Symbol(f"total{n}", real=True) for n, total in enumerate(expression.atoms(sympy.Sum))
    }
    flat = expression.xreplace(sums)
    return flat.xreplace(
        {element: sympy.Symbol(str(element.base.label), real=True) for element in flat.atoms(sympy.Indexed)}
    )


def _jump_of(choice: sympy.Piecewise) -> str:
    """Return the border at which the pieces do not meet, or nothing; a border that is not found is none."""
    for relation in choice.atoms(sympy.core.relational.Relational):
        difference = relation.lhs - relation.rhs
        letters = sorted(difference.free_symbols, key=str)
        if not letters:
            continue
        here = {
            letter: _HERE + place / 7 for place, letter in enumerate(sorted(choice.free_symbols, key=str))
        }
        moving = letters[0]
        others = {letter: value for letter, value in here.items() if letter != moving}
        borders: list[sympy.Expr] = []
        with suppress(NotImplementedError, ValueError, TypeError):
            borders = list(sympy.solve(difference.subs(others), moving))
        for border in borders:
            with suppress(TypeError, ValueError):
                beside = [
                    float(choice.subs(others).subs(moving, float(border) + side))
                    for side in (-_BESIDE, _BESIDE)
                ]
                if math.isfinite(sum(beside)) and abs(beside[1] - beside[0]) > _JUMP:
                    sign = sympy.Eq(relation.lhs, relation.rhs)
                    return f"{sign.lhs} = {sign.rhs}"
    return ""
