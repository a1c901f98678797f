"""A gradient or a cost taken apart, so that a misconception can change one part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import sympy

from grader.maths.model import Quantity
from grader.maths.problem import Cost, Problem, partial_derivative
from grader.maths.symbols import F, Y, i, k, sigmoid, size_of


@dataclass(frozen=True)
class Form:
    """Σ over samples of outer · inner, put together in some way, for each value that is returned.

    By the chain rule ∂J/∂θ = mean over i of (∂loss/∂F at sample i) · (∂prediction/∂θ at sample i):
    the outer factor is the error of a sample, the inner one its feature. A cost has the loss as outer
    factor and 1 as inner. Where a cost has no samples the whole derivative is the inner factor.

    Attributes
    ----------
    prediction, target : sympy.Expr
        Of sample i.
    outer : sympy.Expr
        Over F and Y.
    inner : mapping of str to list of sympy.Expr
        By the name of what is returned; a list of components for a cost of fixed size, else one.
    together : mapping of str to callable
        How the samples' terms become one value: `mean`, unless someone is mistaken.
    quantities : mapping of str to Quantity
        What is returned: parameters for a gradient, `cost` for a cost.
    has_samples : bool
        Whether there are predictions and targets at all.
    is_mean : bool
        Whether there is anything to sum over, or only one sample.
    penalty : mapping of str to sympy.Expr
        What is added to each value, such as λ/m θⱼ.
    axes : mapping of str to tuple of str
        The order of the axes of a value that is not stored in its parameter's own.
    shorthand : mapping of sympy.Expr to sympy.Expr
        Expressions that the task has a name for, with the name.
    """

    quantities: Mapping[str, Quantity]
    inner: Mapping[str, list[sympy.Expr]]
    prediction: sympy.Expr = sympy.S.Zero
    target: sympy.Expr = sympy.S.Zero
    outer: sympy.Expr = sympy.S.One
    has_samples: bool = True
    is_mean: bool = True
    penalty: Mapping[str, sympy.Expr] = field(default_factory=dict)
    scale: Mapping[str, sympy.Expr] = field(default_factory=dict)
    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shorthand: Mapping[sympy.Expr, sympy.Expr] = field(default_factory=dict)
    together: Mapping[str, Callable[[Form, str], sympy.Expr]] = field(default_factory=dict)

    def error(self, predicted: sympy.Symbol = i, targeted: sympy.Symbol = i) -> sympy.Expr:
        """Return the outer factor, with the sample that the prediction and the target are taken from."""
        return _error(self.outer, self.prediction, self.target, predicted, targeted)

    @property
    def has_residual(self) -> bool:
        """Whether the error speaks of prediction minus target, as that of a margin Y·F does not."""
        return self.has_samples and _is_of_difference(self.outer)

    def term(self, name: str) -> sympy.Expr:
        """Return one sample's term: outer times inner."""
        return self.error() * self.inner[name][0]

    def expressions(self, name: str) -> list[sympy.Expr]:
        """Return the value that is returned under a name, one expression for each stored component."""
        scale = self.scale.get(name, sympy.Integer(1))
        if not self.has_samples:
            return [scale * self.outer * component for component in self.inner[name]]
        value = self.together.get(name, mean)(self, name) if self.is_mean else self.term(name)
        return [scale * value + self.penalty.get(name, sympy.S.Zero)]

    def with_all(self, way: Callable[[Form, str], sympy.Expr]) -> Form:
        """Return the form with the samples of every value put together in another way."""
        return replace(self, together=dict.fromkeys(self.inner, way))

    def scaled(self, factor: sympy.Expr, *names: str) -> Form:
        """Return the form with the named values, or all, multiplied by a factor."""
        scale = dict(self.scale)
        for name in names or self.inner:
            scale[name] = scale.get(name, sympy.Integer(1)) * factor
        return replace(self, scale=scale)


@lru_cache(maxsize=2048)  # most mistakes leave the error as it is, and SymPy takes long over a Piecewise
def _error(
    outer: sympy.Expr,
    prediction: sympy.Expr,
    target: sympy.Expr,
    predicted: sympy.Symbol,
    targeted: sympy.Symbol,
) -> sympy.Expr:
    return outer.subs({F: prediction.subs(i, predicted), Y: target.subs(i, targeted)}, simultaneous=True)


#: What a mistake makes of a form, one for each variant that it is met in, with a detail that tells it apart.
Variants = Iterator[tuple[tuple[str, ...], Form]]


@lru_cache(maxsize=64)
def _is_of_difference(outer: sympy.Expr) -> bool:
    loss = outer.subs(sigmoid(F), F) if outer.has(sigmoid) else outer
    shift = sympy.Symbol("shift", real=True)
    moved = loss.subs({F: F + shift, Y: Y + shift}, simultaneous=True)
    points = ({F: 3, Y: 1}, {F: sympy.Rational(1, 2), Y: -2}, {F: sympy.Rational(3, 4), Y: 1})
    return all(
        sympy.N(abs(moved.subs({**point, shift: step}) - loss.subs(point))) < 1e-9
        for point in points
        for step in (2, sympy.Rational(-5, 3))
    )


def mean(form: Form, name: str) -> sympy.Expr:
    """Return 1/m Σᵢ outer · inner, which is right."""
    return over_samples(form.term(name)) / size_of(i)


def over_samples(term: sympy.Expr, low: sympy.Expr = 1, high: sympy.Expr | None = None) -> sympy.Expr:
    """Return Σᵢ term, from the first sample to the last unless said otherwise."""
    return sympy.Sum(term, (i, low, size_of(i) if high is None else high))


def over_sample_pairs(term: sympy.Expr) -> sympy.Expr:
    """Return Σᵢ Σₖ term: what broadcasting (m,) against (m, 1) sums over."""
    return sympy.Sum(term, (k, 1, size_of(k)), (i, 1, size_of(i)))


def gradient_form(problem: Problem, cost: Cost) -> Form:
    """Return ∂J/∂θ for every parameter, taken apart."""
    quantities = {parameter.name: parameter for parameter in problem.parameters}
    if cost.loss is None or cost.prediction is None or cost.target is None:
        inner = {
            name: partial_derivative(cost.expression, parameter, cost.n_features)
            for name, parameter in quantities.items()
        }
        return Form(quantities, inner, has_samples=False)
    inner = {name: partial_derivative(cost.prediction, parameter) for name, parameter in quantities.items()}
    outer = _simplified(sympy.diff(cost.loss, F))
    penalty = {}
    if cost.penalty is not None:
        penalty = {name: partial_derivative(cost.penalty, p)[0] for name, p in quantities.items()}
    return Form(
        quantities,
        inner,
        cost.prediction,
        cost.target,
        outer,
        is_mean=cost.is_mean,
        penalty=penalty,
        shorthand=shorthand_of(problem),
    )


def shorthand_of(problem: Problem) -> dict[sympy.Expr, sympy.Expr]:
    """Return a problem's names for expressions, of sample i and of every other one that is spoken of."""
    return {
        expression.subs(i, sample): name.subs(i, sample)
        for sample in (i, k, sympy.Integer(1), size_of(i))
        for expression, name in problem.shorthand
    }


def _simplified(expression: sympy.Expr) -> sympy.Expr:
    """Return an expression simplified piece by piece, so that the conditions stay as they were stated."""
    if isinstance(expression, sympy.Piecewise):
        pieces = [(_simplified(value), condition) for value, condition in expression.args]
        return sympy.Piecewise(*pieces)
    # SymPy would write a sign as a Piecewise of its own.
    has_pieces = expression.has(sympy.Piecewise, sympy.sign, sympy.Abs, sympy.Heaviside)
    return expression if has_pieces else sympy.simplify(expression)


def cost_form(cost: Cost) -> Form:
    """Return J, taken apart."""
    quantities = {"cost": Quantity("cost")}
    if cost.loss is None or cost.prediction is None or cost.target is None:
        return Form(quantities, {"cost": [cost.expression]}, has_samples=False)
    penalty = {} if cost.penalty is None else {"cost": cost.penalty}
    one = {"cost": [sympy.S.One]}
    return Form(
        quantities, one, cost.prediction, cost.target, cost.loss, is_mean=cost.is_mean, penalty=penalty
    )
