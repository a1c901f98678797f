"""The letters that every `problem.py` is written in."""

from __future__ import annotations

import sympy

from grader.maths.formula import INDEX_SIZES

__all__ = ["INDICES", "SIZES", "F", "Y", "alpha", "h", "i", "j", "k", "l", "m", "n", "p", "q", "sigmoid"]


def _counted(name: str) -> sympy.Symbol:
    return sympy.Symbol(name, integer=True, positive=True)


#: Sizes: samples, features, hidden units.
m, n, h = _counted("m"), _counted("n"), _counted("h")
#: Indices: i and k count samples, j and l features, p and q hidden units.
i, j, k = _counted("i"), _counted("j"), _counted("k")
l = _counted("l")  # noqa: E741 - the letter of the second feature index in every textbook
p, q = _counted("p"), _counted("q")

SIZES = {"m": m, "n": n, "h": h}
INDICES = {"i": i, "j": j, "k": k, "l": l, "p": p, "q": q}
assert set(INDICES) == set(INDEX_SIZES)


class sigmoid(sympy.Function):  # type: ignore[misc] # noqa: N801 - SymPy is untyped; small like exp
    """σ(z) = 1/(1 + e^−z), kept as a symbol so that σ′ = σ(1 − σ) cancels what should cancel."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Return σ(z)·(1 − σ(z))."""
        return self * (1 - self)


#: Placeholders for the prediction and the target of one sample in a loss.
F, Y = sympy.symbols("F Y", real=True)
#: The learning rate.
alpha = sympy.Symbol("alpha", positive=True)


def size_of(index: sympy.Symbol) -> sympy.Symbol:
    """Return the size that an index runs up to."""
    return SIZES[INDEX_SIZES[str(index)]]


def second_index(index: sympy.Symbol) -> sympy.Symbol:
    """Return the other index over the same size, for sums inside sums."""
    pairs = {"i": "k", "k": "i", "j": "l", "l": "j", "p": "q", "q": "p"}
    return INDICES[pairs[str(index)]]
