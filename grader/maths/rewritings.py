"""Each misconception about a gradient or a cost as one rewriting of its form; one small function each.

A rewriting takes the right form and returns the variants that the mistake is met in, each with a detail
that tells it apart (empty where there is one variant only). It returns nothing where it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import sympy

from grader.maths.activations import (
    has_hidden_units,
    hidden_biases,
    missing_activation,
    missing_activation_derivative,
    missing_hidden_bias,
    missing_sigmoid,
    missing_transpose,
    sigmoid_derivative_kept,
    sigmoid_precedence,
)
from grader.maths.form import Form, Variants, mean, over_sample_pairs, over_samples
from grader.maths.penalties import and_penalty, penalised_bias, penalty_not_averaged
from grader.maths.symbols import INDICES, F, Y, i, j, k, l, m, n, second_index, sigmoid, size_of

Rewriting = Callable[[Form], Variants]


def _biases(form: Form) -> dict[str, sympy.Symbol]:
    """Return the parameters that are added to every prediction, such as b in w·x + b."""
    terms = sympy.Add.make_args(form.prediction) if form.has_samples else ()
    return {str(term): term for term in terms if isinstance(term, sympy.Symbol)}


def _weights(form: Form) -> list[str]:
    return [name for name, inner in form.inner.items() if inner[0].atoms(sympy.Indexed)]


def _features(form: Form) -> list[str]:
    """Return the parameters that a feature is multiplied with; in a network that is no single factor."""
    return [] if has_hidden_units(form) else _weights(form)


def _vectors(form: Form) -> list[str]:
    return [name for name in _weights(form) if form.quantities[name].indices == ("j",)]


def _with_inner(form: Form, inner: Mapping[str, sympy.Expr]) -> Form:
    return replace(form, inner={**form.inner, **{name: [factor] for name, factor in inner.items()}})


def missing_mean(form: Form) -> Variants:
    """Σ instead of 1/m Σ."""
    if form.is_mean and form.has_samples:
        yield from and_penalty(form.with_all(lambda form, name: over_samples(form.term(name))), m)


def mean_on_one_gradient(form: Form) -> Variants:
    """Some partial derivatives are averaged, the others are summed."""
    if form.is_mean and form.has_samples:
        summed = form.with_all(lambda form, name: over_samples(form.term(name)))
        for count in range(1, len(form.inner)):
            for averaged in combinations(form.inner, count):
                yield averaged, replace(summed, together={**summed.together, **dict.fromkeys(averaged, mean)})


def mean_twice(form: Form) -> Variants:
    """1/m² Σ."""
    if form.is_mean and form.has_samples:
        yield from and_penalty(form.scaled(1 / m), 1 / m)


def mean_over_features(form: Form) -> Variants:
    """1/n Σ."""
    if form.is_mean and form.has_samples and _vectors(form):
        yield from and_penalty(form.with_all(lambda form, name: over_samples(form.term(name)) / n), m / n)


def doubled_gradient(form: Form) -> Variants:
    """Twice the gradient."""
    yield from and_penalty(form.scaled(sympy.Integer(2)), sympy.Integer(2))


def halved_gradient(form: Form) -> Variants:
    """Half the gradient."""
    yield from and_penalty(form.scaled(sympy.Rational(1, 2)), sympy.Rational(1, 2))


def missing_half(form: Form) -> Variants:
    """A cost without its ½; the cross-entropy has none."""
    if not form.outer.has(sigmoid):
        yield (), form.scaled(sympy.Integer(2))


def flipped_residual(form: Form) -> Variants:
    """Target minus prediction."""
    if form.has_residual:
        yield (), form.scaled(sympy.Integer(-1))


def flipped_gradient(form: Form) -> Variants:
    """The sign of a gradient that has no residual."""
    if not form.has_residual:
        yield (), form.scaled(sympy.Integer(-1))


def bias_subtracted(form: Form) -> Variants:
    """Y − (w·x) + b, read from left to right: the bias changes its sign within the error."""
    for bias in _biases(form).values():
        yield (), replace(form, prediction=form.prediction.subs(bias, -bias))


def missing_bias(form: Form) -> Variants:
    """The prediction without its bias, or one of its biases."""
    for name, bias in _biases(form).items():
        detail = (name,) if hidden_biases(form) else ()
        yield detail, replace(form, prediction=form.prediction.subs(bias, 0))
    yield from missing_hidden_bias(form)


def missing_target(form: Form) -> Variants:
    """The prediction where the error should be."""
    if form.has_residual and not ("cost" in form.inner and form.outer.has(sigmoid)):
        yield (), replace(form, target=sympy.Integer(0))


def target_scaled(form: Form) -> Variants:
    """The targets are centred and divided by their deviation, or centred only."""
    if form.has_samples and form.is_mean:
        others = form.target.subs(i, k)
        centre = sympy.Sum(others, (k, 1, m)) / m
        variance = sympy.Sum(others**2, (k, 1, m)) / m - centre**2
        yield (), replace(form, target=(form.target - centre) / sympy.sqrt(variance))
        yield (), replace(form, target=form.target - centre)


def missing_feature(form: Form) -> Variants:
    """∂J/∂w without its factor x."""
    if _features(form) and form.has_samples:
        yield (), _with_inner(form, dict.fromkeys(_features(form), sympy.Integer(1)))


def feature_in_bias_gradient(form: Form) -> Variants:
    """∂J/∂b with a factor x."""
    for bias in _biases(form):
        for weight in _features(form) if bias in form.inner else ():
            inner = form.inner[weight][0]
            if weight in _vectors(form):
                inner = sympy.Sum(inner.subs(j, l), (l, 1, n))
            yield (), _with_inner(form, {bias: inner})


def squared_residual(form: Form) -> Variants:
    """The square of the error where the error should be."""
    if form.has_residual:
        yield (), replace(form, outer=form.outer**2)
        if not form.outer.has(sigmoid) and form.outer.subs({F: 2, Y: 1}) != 1:
            yield (), replace(form, outer=(F - Y) ** 2)


def absolute_residual(form: Form) -> Variants:
    """The absolute value of the error."""
    if form.outer.has(sigmoid):
        if "cost" not in form.inner:
            yield (), replace(form, outer=sympy.Abs(form.outer))
    elif form.has_residual:
        yield (), replace(form, outer=sympy.Abs(F - Y))
        if form.outer.has(F**2) or "cost" in form.inner:
            yield (), replace(form, outer=sympy.Abs(F - Y) / 2)


def unsquared_residual(form: Form) -> Variants:
    """A cost of the error itself, not of its square."""
    if form.has_residual and not form.outer.has(sigmoid):
        yield (), replace(form, outer=F - Y)
        yield (), replace(form, outer=(F - Y) / 2)


def mean_of_each_factor(form: Form) -> Variants:
    """mean(error)·mean(x) instead of mean(error·x)."""
    if form.is_mean and form.has_samples and _weights(form):
        yield (
            (),
            form.with_all(
                lambda form, name: (
                    over_samples(form.error()) / m * over_samples(form.inner[name][0]) / m
                    if name in _weights(form)
                    else mean(form, name)
                )
            ),
        )


def first_sample_only(form: Form) -> Variants:
    """The loop ends in its first round, or only row 0 is read."""
    yield from _one_sample(form, sympy.Integer(1))


def last_sample_only(form: Form) -> Variants:
    """Each round overwrites what the one before has found."""
    yield from _one_sample(form, m)


def _one_sample(form: Form, sample: sympy.Expr) -> Variants:
    if form.is_mean and form.has_samples:
        yield (), form.with_all(lambda form, name: form.term(name).subs(i, sample))
        yield (), form.with_all(lambda form, name: form.term(name).subs(i, sample) / m)


def dropped_sample(form: Form) -> Variants:
    """The range ends one early or starts one late."""

    def without(form: Form, name: str, low: sympy.Expr, high: sympy.Expr, count: sympy.Expr) -> sympy.Expr:
        return over_samples(form.term(name), low, high) / count

    if form.is_mean and form.has_samples:
        for low, high in ((sympy.Integer(1), m - 1), (sympy.Integer(2), m)):
            for count in (m, m - 1):
                yield (), form.with_all(partial(without, low=low, high=high, count=count))


def collapsed_features(form: Form) -> Variants:
    """A sum without axis: every component is the sum of all components."""
    vectors = [name for name in _weights(form) if len(form.quantities[name].indices) == 1]
    for name in vectors if form.has_samples else ():
        index = INDICES[form.quantities[name].indices[0]]
        other, size = second_index(index), size_of(index)
        summed = sympy.Sum(form.inner[name][0].subs(index, other), (other, 1, size))
        detail = (name,) if len(vectors) > 1 else ()
        yield detail, _with_inner(form, {name: summed})
        yield detail, _with_inner(form, {name: summed / size})


def broadcast_target(form: Form) -> Variants:
    """(m,) against (m, 1): every prediction meets every target."""

    def summed(form: Form, name: str, indices: Sequence[sympy.Symbol], count: sympy.Expr) -> sympy.Expr:
        return over_sample_pairs(form.error(*indices) * form.inner[name][0]) / count

    def table(form: Form, name: str, indices: Sequence[sympy.Symbol]) -> sympy.Expr:
        # X.T @ table keeps the second sample index: ∂J/∂w comes out with shape (n, m).
        if name in _vectors(form):
            return over_samples(form.error(*indices) * form.inner[name][0]) / m
        return over_sample_pairs(form.error(*indices)) / m

    # In a network a table of errors has no shape that would go through the layer before.
    if form.is_mean and form.has_samples and not has_hidden_units(form):
        for indices in ((i, k), (k, i)):
            for count in (m, m**2):
                yield (), form.with_all(partial(summed, indices=indices, count=count))
        for indices in ((i, k), (k, i)):
            yield (), form.with_all(partial(table, indices=indices))


def running_accumulator(form: Form) -> Variants:
    """The accumulator is not set back to zero between features."""
    if form.has_samples and _vectors(form):
        running = {name: sympy.Sum(form.inner[name][0].subs(j, l), (l, 1, j)) for name in _vectors(form)}
        yield (), _with_inner(form, running)


def bias_per_feature(form: Form) -> Variants:
    """∂J/∂b is added up inside the loop over features."""
    if (
        form.is_mean
        and form.has_samples
        and _vectors(form)
        and form.inner.keys() >= _biases(form).keys() != set()
    ):
        yield (), form.scaled(n, *_biases(form))


#: Which part of a form a rewriting changes; two that change the same part do not make a pair.
SLOTS: Mapping[str, str] = {
    "missing-mean": "together",
    "mean-on-one-gradient": "together",
    "mean-twice": "together",
    "mean-over-features": "together",
    "doubled-gradient": "scale",
    "halved-gradient": "scale",
    "missing-half": "scale",
    "flipped-residual": "sign",
    "flipped-gradient": "sign",
    "bias-subtracted": "prediction",
    "missing-bias": "prediction",
    "missing-target": "target",
    "target-scaled": "target",
    "missing-feature": "feature",
    "feature-in-bias-gradient": "bias-feature",
    "squared-residual": "outer",
    "absolute-residual": "outer",
    "unsquared-residual": "outer",
    "mean-of-each-factor": "together",
    "first-sample-only": "together",
    "last-sample-only": "together",
    "dropped-sample": "together",
    "collapsed-features": "feature",
    "broadcast-target": "together",
    "running-accumulator": "feature",
    "bias-per-feature": "bias-scale",
    "missing-sigmoid": "outer",
    "sigmoid-derivative-kept": "outer",
    "sigmoid-precedence": "outer",
    "missing-activation": "activation",
    "missing-activation-derivative": "activation",
    "missing-transpose": "axes",
    "penalised-bias": "penalty-reach",
    "penalty-not-averaged": "penalty-scale",
}

#: What nobody does but where the exercise leads there: a problem names these in `also`.
ONLY_WHERE_NAMED = frozenset({"target-scaled"})

#: What may be wrong with a gradient, most frequent reading first where two give the same numbers.
OF_GRADIENTS: Mapping[str, Rewriting] = {
    "missing-mean": missing_mean,
    "flipped-residual": flipped_residual,
    "flipped-gradient": flipped_gradient,
    "doubled-gradient": doubled_gradient,
    "halved-gradient": halved_gradient,
    "mean-on-one-gradient": mean_on_one_gradient,
    "mean-twice": mean_twice,
    "mean-over-features": mean_over_features,
    "bias-subtracted": bias_subtracted,
    "missing-bias": missing_bias,
    "missing-target": missing_target,
    "target-scaled": target_scaled,
    "missing-feature": missing_feature,
    "feature-in-bias-gradient": feature_in_bias_gradient,
    "squared-residual": squared_residual,
    "absolute-residual": absolute_residual,
    "mean-of-each-factor": mean_of_each_factor,
    "first-sample-only": first_sample_only,
    "last-sample-only": last_sample_only,
    "dropped-sample": dropped_sample,
    "collapsed-features": collapsed_features,
    "broadcast-target": broadcast_target,
    "running-accumulator": running_accumulator,
    "bias-per-feature": bias_per_feature,
    "missing-sigmoid": missing_sigmoid,
    "sigmoid-derivative-kept": sigmoid_derivative_kept,
    "sigmoid-precedence": sigmoid_precedence,
    "missing-activation-derivative": missing_activation_derivative,
    "missing-activation": missing_activation,
    "missing-transpose": missing_transpose,
    "penalised-bias": penalised_bias,
    "penalty-not-averaged": penalty_not_averaged,
}

#: What may be wrong with a cost.
OF_COSTS: Mapping[str, Rewriting] = {
    "missing-mean": missing_mean,
    "missing-half": missing_half,
    "mean-twice": mean_twice,
    "unsquared-residual": unsquared_residual,
    "absolute-residual": absolute_residual,
    "bias-subtracted": bias_subtracted,
    "missing-bias": missing_bias,
    "missing-target": missing_target,
    "first-sample-only": first_sample_only,
    "last-sample-only": last_sample_only,
    "dropped-sample": dropped_sample,
    "broadcast-target": broadcast_target,
}
