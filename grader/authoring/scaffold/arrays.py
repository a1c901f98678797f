"""From a SymPy expression to vectorised NumPy: what an author may go on from as a reference."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import sympy
from sympy.printing.precedence import precedence
from sympy.printing.str import StrPrinter

from grader.maths.printing import ordered_terms
from grader.maths.symbols import sigmoid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CALLED = {
    sympy.Abs: "np.abs",
    sympy.cos: "np.cos",
    sympy.exp: "np.exp",
    sympy.log: "np.log",
    sympy.sign: "np.sign",
    sympy.sin: "np.sin",
    sympy.tanh: "np.tanh",
    sigmoid: "sigmoid",
}


def array_code(
    expression: sympy.Expr, axes: Sequence[str], names: Mapping[sympy.Expr, str] | None = None
) -> str:
    """Return a NumPy expression for all values of some indices at once.

    Parameters
    ----------
    expression : sympy.Expr
        Over elements of arrays and numbers.
    axes : sequence of str
        The indices of the value's axes, at most two: `("i", "j")` for one number a sample and feature.
    names : mapping of sympy.Expr to str, optional
        Variables that hold a part of it, such as `F`.
    """
    written = _Arrays(tuple(axes), names or {}).doprint(expression)
    return ast.unparse(ast.parse(written, mode="eval"))


class _Arrays(StrPrinter):  # type: ignore[misc] # SymPy is untyped
    """Writes elements as whole arrays, with an axis of length one where another index comes behind."""

    printmethod = "_no_own_method"  # an element would otherwise write itself

    def __init__(self, axes: tuple[str, ...], names: Mapping[sympy.Expr, str]) -> None:
        super().__init__()
        self.axes = axes
        self.names = names

    def _print(self, expr: sympy.Basic, **kwargs: object) -> str:
        if expr in self.names:
            return self.names[expr]
        written: str = super()._print(expr, **kwargs)
        return written

    def _as_ordered_terms(self, expr: sympy.Add, order: object = None) -> list[sympy.Expr]:
        return ordered_terms(expr)

    def _print_Indexed(self, expr: sympy.Indexed) -> str:
        name, indices = str(expr.base.label), tuple(str(index) for index in expr.indices)
        if indices == self.axes[:1] and len(self.axes) == 2:
            return f"{name}[:, None]"
        if indices == self.axes[::-1] and len(self.axes) == 2:
            return f"{name}.T"
        return name

    def _print_Sum(self, expr: sympy.Sum) -> str:
        index = str(expr.limits[0][0])
        factors = sympy.Mul.make_args(expr.function)
        if len(factors) == 2 and all(isinstance(factor, sympy.Indexed) for factor in factors):
            one, other = sorted(factors, key=lambda factor: len(factor.indices), reverse=True)
            if str(one.indices[-1]) == index and tuple(map(str, other.indices)) == (index,):
                return f"({one.base.label} @ {other.base.label})"
        inner = _Arrays((*self.axes, index), self.names).doprint(expr.function)
        return f"np.sum({inner}, axis={len(self.axes)})" if self.axes else f"np.sum({inner})"

    def _print_Function(self, expr: sympy.Function) -> str:
        if type(expr) not in _CALLED:
            raise TypeError(f"{type(expr).__name__} has no counterpart in NumPy here")
        called = "abs" if not self.axes and isinstance(expr, sympy.Abs) else _CALLED[type(expr)]
        return f"{called}({self._print(expr.args[0])})"

    _print_Abs = _print_Function

    def _print_Heaviside(self, expr: sympy.Heaviside) -> str:
        return f"np.heaviside({self._print(expr.args[0])}, 0.5)"

    def _print_Max(self, expr: sympy.Max) -> str:
        return self._nested("np.maximum" if self.axes else "max", expr)

    def _print_Min(self, expr: sympy.Min) -> str:
        return self._nested("np.minimum" if self.axes else "min", expr)

    def _nested(self, called: str, expr: sympy.Expr) -> str:
        *others, written = [self._print(argument) for argument in expr.args]
        for other in reversed(others):
            written = f"{called}({other}, {written})"
        return written

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:
        *pieces, (last, _) = expr.args
        written = self._print(last)
        for value, condition in reversed(pieces):
            test = self._print(condition)
            if self.axes:
                written = f"np.where({test}, {self._print(value)}, {written})"
            else:
                written = f"({self._print(value)} if {test} else {written})"
        return written

    def _print_Relational(self, expr: sympy.Basic) -> str:
        return f"({self._print(expr.lhs)} {expr.rel_op} {self._print(expr.rhs)})"

    def _print_And(self, expr: sympy.And) -> str:
        return f"({' & '.join(map(self._print, expr.args))})"

    def _print_Or(self, expr: sympy.Or) -> str:
        return f"({' | '.join(map(self._print, expr.args))})"

    def _print_Pow(self, expr: sympy.Pow, rational: bool = False) -> str:
        if expr.exp == sympy.Rational(1, 2):
            return f"np.sqrt({self._print(expr.base)})"
        if expr.exp == -sympy.Rational(1, 2):
            return f"1/np.sqrt({self._print(expr.base)})"
        base = self.parenthesize(expr.base, precedence(expr) + 1)
        return f"{base}**({self._print(expr.exp)})"

    def _print_Pi(self, expr: sympy.Basic) -> str:
        return "np.pi"

    def _print_Exp1(self, expr: sympy.Basic) -> str:
        return "np.e"
