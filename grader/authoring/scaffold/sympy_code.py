"""From a SymPy expression to the Python that states it again, for `problem.py`."""

from __future__ import annotations

import ast
from typing import Any

import sympy
from sympy.printing.str import StrPrinter

from grader.maths.printing import ordered_terms
from grader.maths.symbols import sigmoid


def sympy_code(expression: sympy.Expr) -> str:
    """Return Python that makes this expression, given `import sympy` and the letters it speaks of."""
    return ast.unparse(ast.parse(_Code().doprint(expression), mode="eval"))


class _Code(StrPrinter):  # type: ignore[misc] # SymPy is untyped
    """Writes functions as `sympy.…` and keeps halves exact."""

    def _as_ordered_terms(self, expr: sympy.Add, order: object = None) -> list[sympy.Expr]:
        return ordered_terms(expr)

    def _print_Function(self, expr: sympy.Function) -> str:
        name = "sigmoid" if isinstance(expr, sigmoid) else f"sympy.{type(expr).__name__}"
        return f"{name}({', '.join(map(self._print, expr.args))})"

    _print_Abs = _print_Function

    def _print_LatticeOp(self, expr: sympy.Expr) -> str:
        return f"sympy.{type(expr).__name__}({', '.join(map(self._print, expr.args))})"

    _print_Max = _print_Min = _print_And = _print_Or = _print_LatticeOp

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:
        pieces = [f"({self._print(value)}, {self._print(condition)})" for value, condition in expr.args]
        return f"sympy.Piecewise({', '.join(pieces)})"

    def _print_Relational(self, expr: Any) -> str:
        return f"({self._print(expr.lhs)} {expr.rel_op} {self._print(expr.rhs)})"

    def _print_BooleanTrue(self, expr: sympy.Basic) -> str:
        return "True"

    def _print_Rational(self, expr: sympy.Rational) -> str:
        return f"sympy.Rational({expr.p}, {expr.q})"

    def _print_Pow(self, expr: sympy.Pow, rational: bool = False) -> str:
        if expr.exp == sympy.Rational(1, 2):
            return f"sympy.sqrt({self._print(expr.base)})"
        written: str = super()._print_Pow(expr, rational=rational)
        return written

    def _print_Sum(self, expr: sympy.Sum) -> str:
        limits = [f"({index}, {self._print(low)}, {self._print(high)})" for index, low, high in expr.limits]
        return f"sympy.Sum({self._print(expr.function)}, {', '.join(limits)})"

    def _print_Pi(self, expr: sympy.Basic) -> str:
        return "sympy.pi"

    def _print_Exp1(self, expr: sympy.Basic) -> str:
        return "sympy.E"
