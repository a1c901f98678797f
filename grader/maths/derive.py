"""From a problem to all that follows from it: oracle formulas, and what each misconception computes."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.maths.compile import compile_expression
from grader.maths.form import Form, cost_form, gradient_form
from grader.maths.formula import Formula
from grader.maths.model import Candidate, CostModel, Derivation, FunctionModel
from grader.maths.points import exact_values
from grader.maths.rewritings import OF_COSTS, OF_GRADIENTS, ONLY_WHERE_NAMED, SLOTS, Rewriting
from grader.maths.rules import derive_rules
from grader.maths.symbols import INDICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import sympy

    from grader.maths.problem import Cost, Problem, Stated


def derive(problem: Problem) -> Derivation:
    """Return all that follows from a problem, with every single misconception.

    Rewritings that SymPy's formula proves to change nothing here are left out, and those that give
    the same values as an earlier one are merged with it (see `_distinct`).
    """
    costs = {}
    for name, cost in problem.costs.items():
        gradient = gradient_form(problem, cost)
        of_gradients, of_costs = _applying(problem, OF_GRADIENTS), _applying(problem, OF_COSTS)
        singles = list(_singles(gradient, of_gradients))
        as_gradient = _cost_as_gradient(problem, cost)
        if as_gradient is not None:
            singles.append(as_gradient)
        costs[name] = CostModel(
            cost=compile_expression(cost.expression),
            gradient=_outputs(gradient),
            wrong_costs=tuple(
                _distinct(problem, _outputs(cost_form(cost)), _singles(cost_form(cost), of_costs))
            ),
            wrong_gradients=tuple(_distinct(problem, _outputs(gradient), singles)),
            n_features=cost.n_features,
        )
    functions = {name: _function(problem, stated) for name, stated in problem.functions.items()}
    return Derivation(problem.parameters, problem.data, costs, tuple(derive_rules()), functions)


def _applying(problem: Problem, table: Mapping[str, Rewriting]) -> dict[str, Rewriting]:
    """Return the rewritings that make sense in a problem."""
    out = {*problem.without, *(ONLY_WHERE_NAMED - {*problem.also})}
    return {name: rewriting for name, rewriting in table.items() if name not in out}


def _function(problem: Problem, stated: Stated) -> FunctionModel:
    """Return a stated function's formulas; each output runs over the free indices of its expression."""
    outputs = {name: _over_its_indices(expression) for name, expression in stated.outputs.items()}
    wrong = [
        Candidate(
            (name,), (), {**outputs, **{key: _over_its_indices(value) for key, value in changed.items()}}
        )
        for name, changed in stated.wrong
    ]
    return FunctionModel(outputs, tuple(_distinct(problem, outputs, wrong)))


def _over_its_indices(expression: sympy.Expr) -> Formula:
    free = [name for name in ("i", "j", "p") if INDICES[name] in expression.free_symbols]
    return compile_expression(expression, free)


def derive_pairs(problem: Problem, cost_name: str, kind: str) -> list[Candidate]:
    """Return what two misconceptions at once compute, for `kind` "gradient" or "cost".

    Pairs whose values one misconception alone explains are left out.
    """
    cost = problem.costs[cost_name]
    form = gradient_form(problem, cost) if kind == "gradient" else cost_form(cost)
    table = _applying(problem, OF_GRADIENTS if kind == "gradient" else OF_COSTS)
    singles = _distinct(problem, _outputs(form), _singles(form, table))

    def pairs() -> Iterator[Candidate]:
        for first, second in combinations(table, 2):
            if SLOTS[first] == SLOTS[second]:
                continue
            # The part that is put together last (samples, then scale) is rewritten last.
            for detail, changed in table[second](form):
                for more, twice in table[first](changed):
                    yield Candidate((first, second), more or detail, _outputs(twice))

    return _distinct(problem, _outputs(form), pairs(), known=singles)


def _singles(form: Form, table: Mapping[str, Rewriting]) -> Iterator[Candidate]:
    for name, rewriting in table.items():
        for detail, changed in rewriting(form):
            yield Candidate((name,), detail, _outputs(changed))


def _cost_as_gradient(problem: Problem, cost: Cost) -> Candidate | None:
    """Return the mistake of handing back the cost where its derivative is asked, for a single scalar."""
    if len(problem.parameters) != 1 or problem.parameters[0].indices:
        return None
    name = problem.parameters[0].name
    return Candidate(("cost-for-gradient",), (), {name: compile_expression(cost.expression)})


def _outputs(form: Form) -> dict[str, Formula]:

    outputs = {}
    for name, quantity in form.quantities.items():
        expressions = form.expressions(name)
        formulas = [compile_expression(expression) for expression in expressions]
        if (
            quantity.indices
            and not form.has_samples
            and len(form.inner[name]) >= 1
            and not _has_index(form, name)
        ):
            stacked = ["stack", quantity.indices[0], *[formula.tree for formula in formulas]]
            text = ", ".join(formula.text for formula in formulas)
            text = f"({text})" if len(formulas) > 1 else text
            outputs[name] = Formula(stacked, quantity.indices, text)
        else:
            # Broadcasting by mistake leaves a second sample index that is not summed over.
            extra = ("k",) if INDICES["k"] in expressions[0].free_symbols else ()
            outputs[name] = Formula(formulas[0].tree, (*quantity.indices, *extra), formulas[0].text)
    return outputs


def _has_index(form: Form, name: str) -> bool:

    return any(INDICES["j"] in component.free_symbols for component in form.inner[name])


def _distinct(
    problem: Problem,
    right: Mapping[str, Formula],
    candidates: Iterator[Candidate] | Sequence[Candidate],
    known: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Return the candidates that differ from the right formula, from `known` and from one another.

    What is proved equal to an earlier candidate is named in its `equal`.
    """
    seen = _Seen([_exact_point(problem, right, seed) for seed in (1, 2)])
    for outputs in (right, *(candidate.outputs for candidate in known)):
        seen.add(outputs, -1)
    found: list[Candidate] = []
    for candidate in candidates:
        place = seen.add(candidate.outputs, len(found))
        if place is None:
            found.append(candidate)
        elif place >= 0:
            first = found[place]
            fresh = set(candidate.misconceptions) - set(first.misconceptions) - set(first.equal)
            if fresh:
                found[place] = Candidate(
                    first.misconceptions, first.detail, first.outputs, (*first.equal, *sorted(fresh))
                )
    return found


class _Seen:
    """Formulas that have been met, each with a place, found again by their values.

    Two formulas are equal when they agree exactly, in rational arithmetic, at two points drawn from
    2⁴⁰ values a coordinate: for polynomials of degree d the chance of a mistake is below (d / 2⁴⁰)²
    (Schwartz and Zippel). Where one of them is not rational, floats of the same points decide.
    """

    def __init__(self, points: Sequence[tuple[Mapping[str, Any], Mapping[str, int]]]) -> None:
        self._points = points
        self._rational: dict[tuple[Any, ...], int] = {}
        self._other: dict[tuple[Any, ...], int] = {}
        # The rational ones by their floats, made when something that is not rational is first compared.
        self._rational_by_floats: dict[tuple[Any, ...], int] = {}
        self._waiting: list[tuple[Mapping[str, Formula], int]] = []

    def add(self, outputs: Mapping[str, Formula], place: int) -> int | None:
        """Return the place of an equal formula, or None after having put this one at its own."""
        exact = self._values(outputs)
        if exact is None:
            floats = self._floats(outputs)
            for earlier, its_place in self._waiting:
                self._rational_by_floats.setdefault(self._floats(earlier), its_place)
            self._waiting.clear()
            known = self._other.get(floats, self._rational_by_floats.get(floats))
            if known is None:
                self._other[floats] = place
            return known
        known = self._rational.get(exact)
        if known is None and self._other:
            known = self._other.get(self._floats(outputs))
        if known is None:
            self._rational[exact] = place
            self._waiting.append((outputs, place))
        return known

    def _values(self, outputs: Mapping[str, Formula]) -> tuple[Any, ...] | None:
        try:
            return tuple(
                tuple(np.asarray(formula.evaluate(values, sizes, exact=True), dtype=object).ravel().tolist())
                for values, sizes in self._points
                for formula in outputs.values()
            )
        except ValueError:
            return None  # not rational

    def _floats(self, outputs: Mapping[str, Formula]) -> tuple[Any, ...]:
        # Floats near 1, for a sigmoid of a large number says nothing.
        found = []
        for values, sizes in self._points:
            floats = {name: _near_one(value) for name, value in values.items()}
            for formula in outputs.values():
                approximate = np.asarray(formula.evaluate(floats, sizes), dtype=float).ravel()
                found.append(tuple(float(f"{number:.9e}") for number in approximate))
        return tuple(found)


def _near_one(value: Any) -> Any:
    array = np.asarray(value, dtype=float)
    largest = float(np.max(np.abs(array))) if array.size else 0.0
    return array * (1.7 / largest) if largest > 100.0 else array


def _exact_point(
    problem: Problem, right: Mapping[str, Formula], seed: int
) -> tuple[dict[str, Any], dict[str, int]]:
    fixed = {len(formula.tree) - 2 for formula in right.values() if formula.tree[0] == "stack"}
    sizes = {"m": 5, "n": fixed.pop() if fixed else 3, "h": 2}
    return exact_values((*problem.data, *problem.parameters), sizes, Random(seed)), sizes
