"""Formulas are written as on a blackboard."""

from __future__ import annotations

import pytest
import sympy
from sympy import Sum

from grader.maths.compile import compile_expression
from grader.maths.rules import derive_rules
from grader.maths.symbols import alpha, i, j, k, l, m, n

w, b, theta, beta, c = sympy.symbols("w b theta beta c", real=True)
x, y, X, W = (sympy.IndexedBase(name) for name in ("x", "y", "X", "w"))
ERROR = w * x[i] + b - y[i]
VECTOR_ERROR = Sum(X[i, l] * W[l], (l, 1, n)) + b - y[i]

WRITTEN = {
    "0": sympy.Integer(0),
    "−3": sympy.Integer(-3),
    "1/2": sympy.Rational(1, 2),
    "−2/3": sympy.Rational(-2, 3),
    "w²": w**2,
    "−w": -w,
    "2·w": 2 * w,
    "w/2": w / 2,
    "1/w": 1 / w,
    "√w": sympy.sqrt(w),
    "√(b + w)": sympy.sqrt(w + b),
    "w⁴": w**4,
    "w^5": w**5,
    "(b + w)²": (w + b) ** 2,
    "w − 3": w - 3,
    "3 − w": 3 - w,
    "|b − w|": abs(b - w),
    "e^(−w)": sympy.exp(-w),
    "tanh(w)": sympy.tanh(w),
    "θ − α·β": theta - alpha * beta,
    "w₁² + w₂²": W[1] ** 2 + W[2] ** 2,
    "100·(w₂ − w₁²)² + (1 − w₁)²": (1 - W[1]) ** 2 + 100 * (W[2] - W[1] ** 2) ** 2,
    "1/(2m) Σᵢ (w·xᵢ + b − yᵢ)²": Sum(ERROR**2, (i, 1, m)) / (2 * m),
    "1/m Σᵢ (w·xᵢ + b − yᵢ)·xᵢ": Sum(ERROR * x[i], (i, 1, m)) / m,
    "−1/m Σᵢ (w·xᵢ + b − yᵢ)": -Sum(ERROR, (i, 1, m)) / m,
    "2/m Σᵢ (w·xᵢ + b − yᵢ)": 2 * Sum(ERROR, (i, 1, m)) / m,
    "1/m² Σᵢ (w·xᵢ + b − yᵢ)": Sum(ERROR, (i, 1, m)) / m**2,
    "Σᵢ xᵢ": Sum(x[i], (i, 1, m)),
    "Σ[i=2…m] xᵢ": Sum(x[i], (i, 2, m)),
    "1/(m − 1) Σ[i=1…m−1] xᵢ": Sum(x[i], (i, 1, m - 1)) / (m - 1),
    "ΣᵢΣₖ (xᵢ − yₖ)": Sum(x[i] - y[k], (k, 1, m), (i, 1, m)),
    "(w·xₘ + b − yₘ)·xₘ": (ERROR * x[i]).subs(i, m),
    "1/m² (Σᵢ (w·xᵢ + b − yᵢ)) (Σᵢ xᵢ)": Sum(ERROR, (i, 1, m)) * Sum(x[i], (i, 1, m)) / m**2,
    "(Xw)ᵢ": Sum(X[i, l] * W[l], (l, 1, n)),
    "1/m Σᵢ ((Xw)ᵢ + b − yᵢ)·Xᵢⱼ": Sum(VECTOR_ERROR * X[i, j], (i, 1, m)) / m,
    "n/m Σᵢ ((Xw)ᵢ + b − yᵢ)": n * Sum(VECTOR_ERROR, (i, 1, m)) / m,
}

RULES = {
    "": "θ − α·g",
    "gradient-ascent": "θ + α·g",
    "ignored-alpha": "θ − g",
    "unchanged-parameters": "θ",
    "returned-gradient": "g",
    "decayed-parameter": "θ − α·θ",
    "double-step": "θ − 2·α·g",
    "hard-coded-alpha": "θ − c·g",
}


@pytest.mark.parametrize(("expected", "expression"), WRITTEN.items(), ids=list(WRITTEN))
def test_formula_is_written(expected: str, expression: sympy.Expr) -> None:
    """An expression is one line of Unicode mathematics, with as few brackets as it needs."""
    free = [name for name, index in (("i", i), ("j", j)) if index in expression.free_symbols]

    assert expected == compile_expression(expression, free).text


def test_names_are_replaced() -> None:
    """A symbol may be written otherwise than it is called."""
    assert "θ − α·∂J/∂θ" == compile_expression(theta - alpha * c, (), {"c": "∂J/∂θ"}).text


def test_rules_are_written() -> None:
    """The update rule and each mistaken one read as in the task."""
    written = {rule.id: rule.formula.text for rule in derive_rules() if rule.id != "returned-step"}

    assert RULES == written


def test_rule_takes_the_names_of_a_submission() -> None:
    """A rule is shown with the learner's parameter, gradient and rate in the letters' places."""
    right = derive_rules()[0]

    assert "w − alpha·∂J/∂w(w, b)" == right.text("w", "∂J/∂w(w, b)", "alpha")


def test_what_is_no_formula_is_refused() -> None:
    """An expression that NumPy could not evaluate is an error of the author's, named."""
    with pytest.raises(TypeError, match="cannot be part of a formula"):
        compile_expression(sympy.gamma(w))
