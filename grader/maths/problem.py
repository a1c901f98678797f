"""What an author states of an exercise: a SymPy cost, its parameters, and where its data come from.

Conventions: i counts the m samples, j the n features; `F` stands for the prediction of one sample and
`Y` for its target; a supervised cost is the mean of the loss over the samples.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sympy

from grader.maths.model import Domain, Quantity
from grader.maths.symbols import F, Y, i, j, second_index, size_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Cost:
    """One cost to descend, and how it is put together.

    Attributes
    ----------
    expression : sympy.Expr
        The whole cost J.
    prediction, target, loss : sympy.Expr or None
        Of one sample, for a supervised cost; the loss is written over `F` and `Y`.
    n_features : int or None
        The only number of components that the cost is defined for; None for any.
    penalty : sympy.Expr or None
        What is added to a supervised cost and depends on the parameters alone.
    is_mean : bool
        A supervised cost is the mean over samples, or the loss of a single one.
    """

    expression: sympy.Expr
    prediction: sympy.Expr | None = None
    target: sympy.Expr | None = None
    loss: sympy.Expr | None = None
    n_features: int | None = None
    penalty: sympy.Expr | None = None
    is_mean: bool = True


@dataclass(frozen=True)
class Stated:
    """A function that is no cost and no gradient: what it returns, as formulas of its arguments.

    Attributes
    ----------
    outputs : mapping of str to sympy.Expr
        By the names in `exercise.toml`'s `returns`.
    wrong : sequence of (str, mapping of str to sympy.Expr)
        Misconceptions by id, each with the outputs that it changes; best made from the right
        expressions by `subs` and `replace`, so that the mathematics is stated once.
    """

    outputs: Mapping[str, sympy.Expr]
    wrong: Sequence[tuple[str, Mapping[str, sympy.Expr]]] = ()


@dataclass(frozen=True)
class Problem:
    """The mathematics of one exercise.

    Attributes
    ----------
    costs : mapping of str to Cost
        By name; most exercises have one, named `J`.
    parameters : tuple of Quantity
        What descent moves, in the order of the formulas.
    data : tuple of Quantity
        What stays: samples and targets.
    without : tuple of str
        Ids of misconceptions that make no sense here although their rewriting applies.
    also : tuple of str
        Ids of those that are looked for only where a problem names them: see `ONLY_WHERE_NAMED`.
    functions : mapping of str to Stated
        Functions that `exercise.toml` declares with `computes = "formula"`.
    """

    costs: Mapping[str, Cost]
    parameters: tuple[Quantity, ...]
    data: tuple[Quantity, ...] = ()
    without: tuple[str, ...] = ()
    functions: Mapping[str, Stated] = field(default_factory=dict)
    also: tuple[str, ...] = ()


def supervised(
    prediction: sympy.Expr,
    loss: sympy.Expr,
    parameters: Sequence[sympy.Symbol | sympy.IndexedBase],
    target: sympy.Expr,
    *,
    domains: Mapping[str, Domain] | None = None,
    penalty: sympy.Expr | None = None,
    scalars: Sequence[Quantity] = (),
    without: Sequence[str] = (),
) -> Problem:
    """State a cost that is the mean over m samples of a loss: J = 1/m Σᵢ loss(predictionᵢ, targetᵢ).

    If no sample index occurs in prediction and target, the cost is the loss of that one sample.

    Parameters
    ----------
    prediction : sympy.Expr
        Of sample i, such as `w * x[i] + b`.
    loss : sympy.Expr
        Of one sample over `F` (its prediction) and `Y` (its target), such as `(F - Y)**2 / 2`.
    parameters : sequence of Symbol or IndexedBase
        A scalar parameter is a symbol, a vector an IndexedBase indexed by j.
    target : sympy.Indexed or sympy.Symbol
        Such as `y[i]`.
    domains : mapping of str to {"real", "binary", "ones-first"}, optional
        By data name, where not real.
    penalty : sympy.Expr, optional
        Added to the mean, such as λ/(2m) Σ θⱼ².
    scalars : sequence of Quantity, optional
        Data that are single numbers: the target of a single sample, λ.
    without : sequence of str, optional
        Ids of misconceptions that make no sense here.
    """
    cost = loss.subs({F: prediction, Y: target}, simultaneous=True)
    is_mean = any(i in expression.free_symbols for expression in (prediction, target))
    if is_mean:
        cost = sympy.Sum(cost, (i, 1, size_of(i))) / size_of(i)
    if penalty is not None:
        cost += penalty
    return Problem(
        costs={"J": Cost(cost, prediction, target, loss, penalty=penalty, is_mean=is_mean)},
        parameters=_quantities(parameters, prediction, {}),
        data=(*_data((prediction, target), parameters, domains or {}), *scalars),
        without=tuple(without),
    )


def plain(
    cost: sympy.Expr, parameters: Sequence[sympy.Symbol | sympy.IndexedBase], *, without: Sequence[str] = ()
) -> Problem:
    """State a cost of parameters alone, such as L = w²."""
    return Problem(
        costs={"J": Cost(cost)},
        parameters=_quantities(parameters, cost, {}),
        without=tuple(without),
    )


def any_cost(
    costs: Mapping[str, tuple[sympy.Expr, int]], parameter: sympy.IndexedBase, *, without: Sequence[str] = ()
) -> Problem:
    """State an exercise that must work for any cost; its gradient reaches the learner as a function.

    Parameters
    ----------
    costs : mapping of str to (sympy.Expr, int)
        By name: the cost over `parameter[1]`, `parameter[2]`, …, and the number of components.
    parameter : sympy.IndexedBase
        The vector that descent moves, shape (n,).
    without : sequence of str, optional
        Ids of misconceptions that make no sense here.
    """
    return Problem(
        costs={name: Cost(expression, n_features=size) for name, (expression, size) in costs.items()},
        parameters=(Quantity(str(parameter.label), ("j",)),),
        without=tuple(without),
    )


def stated(functions: Mapping[str, Stated], quantities: Sequence[Quantity]) -> Problem:
    """State an exercise whose functions are formulas of their arguments, such as an optimiser's update.

    Parameters
    ----------
    functions : mapping of str to Stated
        By the learner's names; vectors are written as elements with index j.
    quantities : sequence of Quantity
        The arguments: names, indices and domains.
    """
    return Problem(costs={}, parameters=(), data=tuple(quantities), functions=functions)


def partial_derivative(
    expression: sympy.Expr, parameter: Quantity, n_features: int | None = None
) -> list[sympy.Expr]:
    """Return ∂expression/∂parameter: one expression, or one for each component of a cost of fixed size.

    The derivative of a sum by one element of a vector leaves a Kronecker delta in the sum; it picks
    out one term, which is put in the sum's place.
    """
    if not parameter.indices:
        return [sympy.diff(expression, _symbol_named(expression, parameter.name))]
    base = sympy.IndexedBase(parameter.name)
    if n_features is not None:
        return [sympy.diff(expression, base[component]) for component in range(1, n_features + 1)]
    derivative = sympy.diff(
        expression,
        base[tuple(sympy.Symbol(index, integer=True, positive=True) for index in parameter.indices)],
    )
    return [_without_deltas(derivative)]


def _without_deltas(expression: sympy.Expr) -> sympy.Expr:
    def collapse(total: sympy.Sum) -> sympy.Expr:
        (index, low, high), *_ = total.limits
        body = total.function
        for delta in body.atoms(sympy.KroneckerDelta):
            others = [argument for argument in delta.args if argument != index]
            if len(others) == 1 and high == size_of(index):
                term = body.subs(delta, 1).subs(index, others[0])
                # A sum that starts later has no term for what lies before its start.
                missing = sum(sympy.KroneckerDelta(others[0], early) for early in range(1, int(low)))
                return term * (1 - missing)
        return total

    return expression.replace(lambda part: isinstance(part, sympy.Sum), collapse)


def _symbol_named(expression: sympy.Expr, name: str) -> sympy.Symbol:
    for symbol in expression.free_symbols:
        if isinstance(symbol, sympy.Symbol) and symbol.name == name:
            return symbol
    return sympy.Symbol(name)


def _quantities(
    names: Sequence[sympy.Symbol | sympy.IndexedBase], used_in: sympy.Expr, domains: Mapping[str, Domain]
) -> tuple[Quantity, ...]:
    found = []
    for name in names:
        label = str(name.label) if isinstance(name, sympy.IndexedBase) else str(name)
        indices: tuple[str, ...] = ()
        for element in used_in.atoms(sympy.Indexed):
            if str(element.base.label) == label:
                indices = tuple(_canonical(index) for index in element.indices)
        found.append(Quantity(label, indices, domains.get(label, "real")))
    return tuple(found)


def _data(
    expressions: Sequence[sympy.Expr],
    parameters: Sequence[sympy.Symbol | sympy.IndexedBase],
    domains: Mapping[str, Domain],
) -> tuple[Quantity, ...]:
    moved = {str(p.label) if isinstance(p, sympy.IndexedBase) else str(p) for p in parameters}
    found: dict[str, Quantity] = {}
    for expression in expressions:
        for element in sorted(expression.atoms(sympy.Indexed), key=str):
            label = str(element.base.label)
            if label not in moved:
                indices = tuple(_canonical(index) for index in element.indices)
                found.setdefault(label, Quantity(label, indices, domains.get(label, "real")))
    return tuple(found.values())


def _canonical(index: sympy.Symbol) -> str:
    """Return the first index over the same size: an author may sum over l what the formulas call j."""
    return min(str(index), str(second_index(index))) if str(index) != "j" else str(j)
