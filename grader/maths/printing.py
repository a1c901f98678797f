"""Mathematics as one line of Unicode, the way it is written on a blackboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy

from grader.maths.symbols import INDICES, SIZES, sigmoid, size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_GREEK = {"theta": "θ", "alpha": "α", "beta": "β", "lambda_": "λ", "epsilon": "ε", "rho": "ρ"}
_SUBSCRIPTS = dict(
    zip("0123456789ijklmnp", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₗₘₙₚ", strict=True),
)
_SUPERSCRIPTS = {2: "²", 3: "³", 4: "⁴"}


def unicode_text(expression: sympy.Expr, names: Mapping[str, str]) -> str:
    """Return an expression as one line, such as ``1/m Σᵢ (w·xᵢ + b − yᵢ)·xᵢ``."""
    expression = sympy.sympify(expression)
    letters = expression.atoms(sympy.Symbol)
    if INDICES["q"] in letters and INDICES["p"] not in letters:
        # Of the two letters for hidden units only p can be written below the line.
        expression = expression.xreplace({INDICES["q"]: INDICES["p"]})
    return _Printer(names).text(_tidy(expression))


def _tidy(expression: sympy.Expr) -> sympy.Expr:
    """Return the expression with constant factors moved out of sums: 1/(2m) Σ (…)², not 1/m Σ (…)²/2."""

    def move_out(total: sympy.Sum) -> sympy.Expr:
        constant, body = total.function.as_content_primitive()
        coefficient, rest = body.as_coeff_Mul()
        return constant * coefficient * sympy.Sum(rest, *total.limits)

    return expression.replace(lambda part: isinstance(part, sympy.Sum), move_out)


def ordered_terms(expression: sympy.Add) -> list[sympy.Expr]:
    """Return the terms of a sum as people write them: w·x before b, and what is subtracted last."""

    def order(term: sympy.Expr) -> tuple[bool, bool, int, bool, str]:
        return (
            term.could_extract_minus_sign(),
            not term.free_symbols,
            -2 * bool(term.atoms(sympy.Sum)) - (term.is_Mul and bool(term.atoms(sympy.Indexed))),
            term.is_Mul,
            str(term),
        )

    return sorted(expression.args, key=order)


class _Printer:
    """Writes sums, products and powers with as few brackets as mathematics needs."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def text(self, expression: sympy.Expr) -> str:
        if isinstance(expression, sympy.Integer):
            return str(expression).replace("-", "−")
        if isinstance(expression, sympy.Add):
            return self._sum_of_terms(expression)
        if isinstance(expression, (sympy.Mul, sympy.Rational)):
            return self._product(expression)
        if isinstance(expression, sympy.Pow):
            return self._power(expression)
        if isinstance(expression, sympy.Sum):
            return self._big_sum(expression)
        if isinstance(expression, sympy.Indexed):
            return self._element(expression)
        if isinstance(expression, sympy.Abs):
            return f"|{self.text(expression.args[0])}|"
        if isinstance(expression, sympy.KroneckerDelta):
            one, other = (self.text(argument) for argument in expression.args)
            return f"[{one} = {other}]"
        if isinstance(expression, sympy.Piecewise):
            return self._pieces(expression)
        if isinstance(expression, (sympy.Max, sympy.Min)):
            terms = sorted(map(self.text, expression.args), key=lambda text: (len(text), text))
            return f"{expression.func.__name__.lower()}({', '.join(terms)})"
        if isinstance(expression, sympy.Heaviside):
            return f"[{self.text(expression.args[0])} > 0]"
        if isinstance(expression, sympy.core.relational.Relational):
            sign = {"<=": "≤", ">=": "≥"}.get(expression.rel_op, expression.rel_op)
            return f"{self.text(expression.lhs)} {sign} {self.text(expression.rhs)}"
        if isinstance(expression, (sympy.And, sympy.Or)):
            word = " and " if isinstance(expression, sympy.And) else " or "
            return word.join(sorted(map(self.text, expression.args)))
        if expression is sympy.pi:
            return "π"
        if isinstance(expression, sigmoid):
            return f"σ({self.text(expression.args[0])})"
        if isinstance(expression, sympy.exp):
            return f"e^{self._bracketed(expression.args[0], sympy.Add, sympy.Mul)}"
        if isinstance(expression, sympy.Function):
            return f"{expression.func.__name__}({self.text(expression.args[0])})"
        return self._name(str(expression))

    def _name(self, name: str) -> str:
        return self.names.get(name) or _GREEK.get(name, name)

    def _pieces(self, expression: sympy.Piecewise) -> str:
        """Return (a if x < 0, b if x > 1, else c)."""
        pieces = [
            f"else {self.text(value)}"
            if condition == sympy.true
            else f"{self.text(value)} if {self.text(condition)}"
            for value, condition in expression.args
        ]
        return f"({', '.join(pieces)})"

    def _sum_of_terms(self, expression: sympy.Add) -> str:
        written = ""
        for term in ordered_terms(expression):
            if term.could_extract_minus_sign():
                written += (" − " if written else "−") + self.text(-term)
            else:
                written += (" + " if written else "") + self.text(term)
        return written

    def _product(self, expression: sympy.Expr) -> str:
        if expression.could_extract_minus_sign():
            return "−" + self._bracketed(-expression, sympy.Add)
        top, bottom = sympy.fraction(expression)
        numerator = [factor for factor in sympy.Mul.make_args(top) if factor != 1]
        big = [factor for factor in numerator if isinstance(factor, sympy.Sum)]
        small = [factor for factor in numerator if factor not in big]
        written = self._factors(small)
        if bottom != 1:
            parts = sympy.Mul.make_args(bottom)
            below = self._factors(list(parts))
            below = f"({below})" if len(parts) > 1 else below
            if big or len(small) <= 1:
                above = written or "1"
                written = f"{above}/{below}"
            else:
                written = f"1/{below} {written}"
        for factor in big:
            joiner = " " if written else ""
            written += joiner + (f"({self.text(factor)})" if len(big) > 1 else self.text(factor))
        return written or "1"

    def _factors(self, factors: list[sympy.Expr]) -> str:
        def order(factor: sympy.Expr) -> tuple[bool, int, str]:
            # Numbers first; then brackets; then data: 2·(w·xᵢ + b − yᵢ)·xᵢ, and w before xᵢ.
            rank = 0 if isinstance(factor, sympy.Add) else 2 if factor.atoms(sympy.Indexed) else 1
            if isinstance(factor, sympy.Pow):
                rank = 0 if isinstance(factor.base, sympy.Add) else rank
            return (not factor.is_Number, rank, str(factor))

        written = ""
        for factor in sorted(factors, key=order):
            close = not written or (written.isdigit() and factor in SIZES.values())
            written += ("" if close else "·") + self._bracketed(factor, sympy.Add)
        return written

    def _power(self, expression: sympy.Pow) -> str:
        base, exponent = expression.args
        if exponent == sympy.Rational(1, 2):
            return f"√{self._bracketed(base, sympy.Add, sympy.Mul)}"
        if exponent.could_extract_minus_sign():
            return f"1/{self._bracketed(base**-exponent, sympy.Add, sympy.Mul)}"
        written = self._bracketed(base, sympy.Add, sympy.Mul, sympy.Pow, sympy.Sum)
        if exponent.is_Integer and int(exponent) in _SUPERSCRIPTS:
            return written + _SUPERSCRIPTS[int(exponent)]
        return f"{written}^{self._bracketed(exponent, sympy.Add, sympy.Mul)}"

    def _bracketed(self, expression: sympy.Expr, *kinds: type) -> str:
        written = self.text(expression)
        loose = isinstance(expression, kinds) or expression.could_extract_minus_sign()
        if isinstance(expression, sympy.Add) and " " not in written:
            loose = False
        return f"({written})" if loose else written

    def _element(self, expression: sympy.Indexed) -> str:
        return self._name(str(expression.base.label)) + self._subscript(*expression.indices)

    def _subscript(self, *indices: sympy.Expr) -> str:
        written = "".join(str(index) for index in indices)
        if all(letter in _SUBSCRIPTS for letter in written):
            return "".join(_SUBSCRIPTS[letter] for letter in written)
        return "[" + ", ".join(self.text(index) for index in indices) + "]"

    def _big_sum(self, expression: sympy.Sum) -> str:
        product = self._matrix_product(expression)
        if product:
            return product
        signs = ""
        for index, low, high in reversed(expression.limits):
            if low == 1 and high == size_of(index):
                signs += "Σ" + self._subscript(index)
            else:
                signs += f"Σ[{index}={self.text(low)}…{self.text(high).replace(' ', '')}]"
        body = expression.function
        if isinstance(body, sympy.Pow) or not isinstance(body, sympy.Add):
            return f"{signs} {self.text(body)}"
        return f"{signs} ({self.text(body)})"

    def _matrix_product(self, expression: sympy.Sum) -> str:
        """Return Σₗ Xᵢₗ wₗ as (Xw)ᵢ and Σₗ Xᵢₗ Wₗₚ as (XW)ᵢₚ, or nothing where the sum is no such product."""
        if len(expression.limits) != 1:
            return ""
        index, low, high = expression.limits[0]
        factors = sympy.Mul.make_args(expression.function)
        if len(factors) != 2 or low != 1 or high != size_of(index) or index not in INDICES.values():
            return ""
        if not all(isinstance(factor, sympy.Indexed) and index in factor.indices for factor in factors):
            return ""
        left = [f for f in factors if len(f.indices) == 2 and f.indices[1] == index]
        right = [f for f in factors if f.indices[0] == index and f not in left]
        if len(left) != 1 or len(right) != 1:
            return ""
        names = [self._name(str(factor.base.label)) for factor in (*left, *right)]
        joiner = "" if all(len(name) == 1 for name in names) else "·"
        return f"({joiner.join(names)})" + self._subscript(left[0].indices[0], *right[0].indices[1:])
