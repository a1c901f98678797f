"""From a SymPy expression to a formula: a plain tree and a line of Unicode mathematics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy

from grader.maths.formula import Formula, Tree
from grader.maths.printing import unicode_text
from grader.maths.symbols import INDICES, sigmoid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FUNCTIONS = {
    sympy.Abs: "abs",
    sympy.atan: "arctan",
    sympy.cos: "cos",
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.sign: "sign",
    sigmoid: "sigmoid",
    sympy.sin: "sin",
    sympy.tanh: "tanh",
}


def compile_expression(
    expression: sympy.Expr,
    free: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
    shorthand: Mapping[sympy.Expr, sympy.Expr] | None = None,
) -> Formula:
    """Return the formula of a SymPy expression.

    Parameters
    ----------
    expression : sympy.Expr
        Over scalar symbols, `Indexed` elements and `Sum` over the indices of `grader.maths.symbols`.
    free : sequence of str
        The indices that the value runs over, in the order of its axes.
    names : mapping of str to str, optional
        How symbols are written in the text, for instance `{"g_w": "∂J/∂w"}`.
    shorthand : mapping of sympy.Expr to sympy.Expr, optional
        Parts of the expression for which the text has a name.

    Raises
    ------
    TypeError
        The expression holds something that has no place in a formula.
    """
    return Formula(
        tree=_tree(sympy.sympify(expression)),
        free=tuple(free),
        text=unicode_text(_shortened(sympy.sympify(expression), shorthand or {}), names or {}),
    )


def _shortened(expression: sympy.Expr, shorthand: Mapping[sympy.Expr, sympy.Expr]) -> sympy.Expr:
    """Return an expression with names for parts; a sum is also found among the terms of a longer one."""
    sums = {part: name for part, name in shorthand.items() if isinstance(part, sympy.Add)}

    def with_names(total: sympy.Expr) -> sympy.Expr:
        for part, name in sums.items():
            for sign in (1, -1):
                terms = {sign * term for term in part.args}
                if terms <= set(total.args):
                    return sympy.Add(sign * name, *(term for term in total.args if term not in terms))
        return total

    if sums:
        expression = expression.replace(lambda part: isinstance(part, sympy.Add), with_names)
    return expression.xreplace(shorthand)


def _tree(expression: sympy.Expr) -> Tree:
    if isinstance(expression, sympy.Rational):
        return ["number", int(expression.p), int(expression.q)]
    if isinstance(expression, sympy.Float):
        exact = sympy.nsimplify(expression, rational=True)
        return ["number", int(exact.p), int(exact.q)]
    if isinstance(expression, sympy.Symbol):
        kind = "index" if INDICES.get(str(expression)) == expression else "symbol"
        return [kind, str(expression)]
    if isinstance(expression, sympy.Indexed):
        return ["element", str(expression.base.label), *[_tree(index) for index in expression.indices]]
    if isinstance(expression, sympy.Add):
        return ["add", *[_tree(term) for term in expression.args]]
    if isinstance(expression, sympy.Mul):
        return ["mul", *[_tree(factor) for factor in expression.args]]
    if isinstance(expression, sympy.Pow):
        return ["pow", _tree(expression.base), _tree(expression.exp)]
    if isinstance(expression, sympy.Sum):
        tree = _tree(expression.function)
        for index, low, high in expression.limits:
            tree = ["sum", tree, str(index), _tree(low), _tree(high)]
        return tree
    if type(expression) in _FUNCTIONS:
        return ["call", _FUNCTIONS[type(expression)], _tree(expression.args[0])]
    if isinstance(expression, sympy.KroneckerDelta):
        return ["delta", *[_tree(argument) for argument in expression.args]]
    if isinstance(expression, sympy.Piecewise):
        return _pieces(expression)
    if isinstance(expression, (sympy.Max, sympy.Min)):
        head = "max" if isinstance(expression, sympy.Max) else "min"
        return [head, *[_tree(argument) for argument in expression.args]]
    if isinstance(expression, sympy.Heaviside):
        # The derivative of max(0, x): ½ (1 + sign x), whatever it may be at 0.
        half = ["number", 1, 2]
        return ["add", half, ["mul", half, ["call", "sign", _tree(expression.args[0])]]]
    if expression is sympy.E:
        return ["call", "exp", ["number", 1, 1]]
    if expression is sympy.pi:
        return ["mul", ["number", 4, 1], ["call", "arctan", ["number", 1, 1]]]
    raise TypeError(f"{expression} ({type(expression).__name__}) cannot be part of a formula")


def _pieces(expression: sympy.Piecewise) -> Tree:
    """Return nested choices; a Piecewise without a last piece for everything else has none here either."""
    *pieces, (last, condition) = expression.args
    if condition != sympy.true:
        raise TypeError(f"{expression} has no value where none of its conditions holds")
    tree = _tree(last)
    for value, condition in reversed(pieces):
        tree = ["where", _condition(condition), _tree(value), tree]
    return tree


def _condition(condition: sympy.Basic) -> Tree:
    if isinstance(condition, (sympy.StrictLessThan, sympy.LessThan)):
        head = "less" if isinstance(condition, sympy.StrictLessThan) else "at_most"
        return [head, _tree(condition.lhs), _tree(condition.rhs)]
    if isinstance(condition, (sympy.StrictGreaterThan, sympy.GreaterThan)):
        return _condition(condition.reversed)
    if isinstance(condition, (sympy.And, sympy.Or)):
        head = "all" if isinstance(condition, sympy.And) else "any"
        return [head, *[_condition(part) for part in condition.args]]
    raise TypeError(f"{condition} cannot be a condition of a formula; write it with <, <=, > and >=")
