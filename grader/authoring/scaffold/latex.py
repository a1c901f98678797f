"""Formulas for a task's text: LaTeX that is short enough to be read as it stands in a terminal."""

from __future__ import annotations

import sympy
from sympy.printing.latex import LatexPrinter

from grader.maths.printing import ordered_terms
from grader.maths.symbols import F, Y, i, j, l, sigmoid


def latex_of(expression: sympy.Expr, target: sympy.Indexed | None = None, prediction: str = "f") -> str:
    """Return an expression as LaTeX; F is written as the prediction of sample i, Y as the target."""
    letters = {F: sympy.IndexedBase(prediction)[i], Y: target} if target is not None else {}
    # An index that is only summed over is called j, as everybody does.
    shown = expression.subs(letters).xreplace({l: j} if j not in expression.free_symbols else {})
    written: str = _Latex().doprint(shown)
    return written


class _Latex(LatexPrinter):  # type: ignore[misc] # SymPy is untyped
    """Writes elements as X_{ij}, and pieces in a line with their conditions."""

    printmethod = "_no_own_method"  # an element would otherwise write itself

    def _as_ordered_terms(self, expr: sympy.Add, order: object = None) -> list[sympy.Expr]:
        return ordered_terms(expr)

    def _print_Indexed(self, expr: sympy.Indexed, exp: str | None = None) -> str:
        indices = "".join(str(index) for index in expr.indices)
        below = f"{{{indices}}}" if len(indices) > 1 else indices
        written = f"{self._print(sympy.Symbol(str(expr.base.label)))}_{below}"
        return f"{written}^{{{exp}}}" if exp else written

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:
        *pieces, (last, _) = expr.args
        written = [rf"{self._print(value)} \; if \; {self._print(condition)}" for value, condition in pieces]
        return r", \quad ".join([*written, rf"{self._print(last)} \; otherwise"])

    def _print_Heaviside(self, expr: sympy.Heaviside, exp: str | None = None) -> str:
        return f"[{self._print(expr.args[0])} > 0]"

    def _print_sigmoid(self, expr: sigmoid, exp: str | None = None) -> str:
        power = f"^{{{exp}}}" if exp else ""
        return rf"\sigma{power}({self._print(expr.args[0])})"

    def _print_sign(self, expr: sympy.Expr, exp: str | None = None) -> str:
        return rf"sign({self._print(expr.args[0])})"
