"""What can be wrong about the functions that scores go through: sigmoids, and hidden units of a network."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import sympy

from grader.maths.symbols import F, i, sigmoid

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.maths.form import Form, Variants


def has_hidden_units(form: Form) -> bool:
    """Tell whether a parameter has an axis for hidden units."""
    return any("p" in quantity.indices for quantity in form.quantities.values())


#: Functions that choose between pieces, or pick out a component.
_NO_ACTIVATIONS = (sympy.KroneckerDelta, sympy.Piecewise, sympy.Abs, sympy.sign, sympy.Heaviside)


def _activations(expression: sympy.Expr) -> list[sympy.Expr]:
    """Return the calls of functions, such as tanh(…), that a network's layers go through."""
    calls = [call for call in expression.atoms(sympy.Function) if not isinstance(call, _NO_ACTIVATIONS)]
    return sorted(calls, key=str)


def _everywhere(form: Form, change: Callable[[sympy.Expr], sympy.Expr]) -> Form:
    """Return the form with the prediction, and the derivatives of it, changed."""
    inner = {name: [change(part) for part in parts] for name, parts in form.inner.items()}
    return replace(form, prediction=change(form.prediction), inner=inner)


def _without_slopes(expression: sympy.Expr) -> sympy.Expr:
    """Return a derivative of the prediction with 1 in the place of every f′(z), such as 1 − tanh²(z)."""
    return expression.xreplace({call.fdiff(1): sympy.S.One for call in _activations(expression)})


# --- hidden units --------------------------------------------------------------------------------------


def hidden_biases(form: Form) -> list[str]:
    """Return the vectors that are added before an activation, such as b1 in tanh(X·W1 + b1)."""
    terms = [
        term
        for call in (_activations(form.prediction) if form.has_samples else ())
        for term in sympy.Add.make_args(call.args[0])
    ]
    return [str(t.base.label) for t in terms if isinstance(t, sympy.Indexed) and i not in t.indices]


def missing_hidden_bias(form: Form) -> Variants:
    """Hidden units without their bias, on the way forward and back."""
    for name in hidden_biases(form):
        yield (name,), _everywhere(form, partial(without, name=name))


def without(expression: sympy.Expr, name: str) -> sympy.Expr:
    """Return an expression with 0 in the place of every element of a vector."""
    elements = [element for element in expression.atoms(sympy.Indexed) if str(element.base.label) == name]
    return expression.xreplace(dict.fromkeys(elements, sympy.S.Zero))


def missing_activation(form: Form) -> Variants:
    """A score where tanh of it is asked: a network of straight lines is one straight line."""

    def straight(expression: sympy.Expr) -> sympy.Expr:
        through = _without_slopes(expression)
        return through.xreplace({call: call.args[0] for call in _activations(through)})

    if form.has_samples and _activations(form.prediction):
        yield (), _everywhere(form, straight)


def missing_activation_derivative(form: Form) -> Variants:
    """The chain rule without the derivative of the activation, for all parameters before it or for one."""
    changed = {name: [_without_slopes(part) for part in parts] for name, parts in form.inner.items()}
    changed = {name: parts for name, parts in changed.items() if parts != form.inner[name]}
    if form.has_samples and changed:
        yield (), replace(form, inner={**form.inner, **changed})
        for name in changed if len(changed) > 1 else ():
            yield (name,), replace(form, inner={**form.inner, name: changed[name]})


def missing_transpose(form: Form) -> Variants:
    """∂J/∂W of a matrix W, stored the other way round."""
    for name, quantity in form.quantities.items():
        if len(quantity.indices) == 2:
            yield (), replace(form, axes={**form.axes, name: quantity.indices[::-1]})


# --- sigmoids ------------------------------------------------------------------------------------------


def missing_sigmoid(form: Form) -> Variants:
    """The linear score where the probability should be."""
    if form.outer.has(sigmoid):
        yield (), replace(form, outer=form.outer.subs(sigmoid(F), F))


def sigmoid_derivative_kept(form: Form) -> Variants:
    """σ′ is left in the gradient, where the logarithm's derivative cancels it."""
    if form.outer.has(sigmoid):
        yield (), replace(form, outer=form.outer * sigmoid(F) * (1 - sigmoid(F)))


def sigmoid_precedence(form: Form) -> Variants:
    """1/1 + e^−z, without the brackets."""
    if form.outer.has(sigmoid):
        yield (), replace(form, outer=form.outer.subs(sigmoid(F), 1 + sympy.exp(-F)))
