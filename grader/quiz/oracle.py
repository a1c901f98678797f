"""What a concept's file asks of the grader's oracle: the right value, and what a mistaken code computes.

The formulas are those that submissions are judged with, from the exercise's own `problem.py`; a mistake is
the same wrong formula or rule that the diagnosis recognises a submission by. Values are exact fractions
wherever the formula is rational.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.quiz.expressions import ExpressionError, NoValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.maths.formula import Formula
    from grader.maths.model import Candidate, CostModel, Derivation, Rule

#: An exact path goes on as floats once its fractions have so many bits: they double with every step.
MAX_BITS = 4_000
MAX_STEPS = 20_000

Values = dict[str, Any]
_LOOPS = ("extra-step", "missing-step", "returned-in-loop", "stale-gradient", "restarted-each-step")
_OF_STEPS = ("sequential-update", "swapped-gradients", "alpha-on-one-parameter", "updated-one-parameter")


class ProblemOracle:
    """The oracle of one exercise's problem, for inputs that an author chose."""

    def __init__(self, name: str, derivation: Derivation) -> None:
        self.name = name
        self.derivation = derivation
        self.rule = next(rule for rule in derivation.rules if not rule.id)

    # --- inputs ----------------------------------------------------------------------------------------

    def arguments(self) -> list[str]:
        """Return the names that a call needs, except the learning rate."""
        return [quantity.name for quantity in (*self.derivation.data, *self.derivation.parameters)]

    def inputs(self, found: Mapping[str, Any]) -> tuple[Values, dict[str, int]]:
        """Return values as the formulas want them, and the sizes m, n and h that they have."""
        from grader.maths.formula import INDEX_SIZES

        values: Values = {}
        sizes: dict[str, int] = {}
        for quantity in (*self.derivation.data, *self.derivation.parameters):
            if quantity.name not in found:
                continue
            array = _array(found[quantity.name])
            if array.ndim == len(quantity.indices) + 1 and array.shape[-1] == 1:
                array = array[..., 0]
            if array.ndim != len(quantity.indices):
                raise ExpressionError(
                    f"{quantity.name} has {array.ndim} axes, and {len(quantity.indices)} in {self.name}"
                )
            for index, size in zip(quantity.indices, array.shape, strict=True):
                letter = INDEX_SIZES[index]
                if sizes.setdefault(letter, size) != size:
                    raise ExpressionError(
                        f"{quantity.name} has {size} along {letter}, and others {sizes[letter]}"
                    )
            values[quantity.name] = array if quantity.indices else array[()]
        for name, size in sizes.items():
            if size == 0:
                raise ExpressionError(f"an array is empty along {name}")
        if "alpha" in found:
            values["alpha"] = _array(found["alpha"])[()]
        if "c" in found:
            values["c"] = _array(found["c"])[()]
        return values, sizes

    def cost_model(self, cost: str | None) -> CostModel:
        """Return one of the problem's costs; the only one if no name is given."""
        costs = self.derivation.costs
        if not costs:
            raise ExpressionError(f"{self.name} states functions and no cost: use compute = 'function'")
        if cost is None and len(costs) > 1:
            raise ExpressionError(f"{self.name} has several costs; name one of {', '.join(costs)} as `cost`")
        if cost is not None and cost not in costs:
            raise ExpressionError(f"{self.name} has no cost “{cost}”; it has {', '.join(costs)}")
        return costs[cost] if cost is not None else next(iter(costs.values()))

    # --- what is computed ------------------------------------------------------------------------------

    def cost(
        self, values: Values, sizes: dict[str, int], cost: str | None, mistakes: Sequence[str], detail: Any
    ) -> Any:
        """Return J, or what a mistaken cost function returns."""
        model = self.cost_model(cost)
        formula = model.cost
        if mistakes:
            formula = self._candidate(model.wrong_costs, mistakes, detail, "cost").outputs["cost"]
        return evaluate(formula, values, self._with_features(sizes, model))

    def gradient(
        self, values: Values, sizes: dict[str, int], cost: str | None, mistakes: Sequence[str], detail: Any
    ) -> Values:
        """Return the partial derivative by each parameter."""
        model = self.cost_model(cost)
        formulas = model.gradient
        if mistakes:
            formulas = self._candidate(model.wrong_gradients, mistakes, detail, "gradient").outputs
        sizes = self._with_features(sizes, model)
        return {name: evaluate(formula, values, sizes) for name, formula in formulas.items()}

    def update(
        self, values: Values, sizes: dict[str, int], cost: str | None, mistakes: Sequence[str], detail: Any
    ) -> Values:
        """Return the parameters after one step; its rule and its gradient may each have a mistake."""
        rules = {rule.id for rule in self.derivation.rules if rule.id}
        in_step = [name for name in mistakes if name in _OF_STEPS or name in rules]
        in_gradient = [name for name in mistakes if name not in in_step]
        if len(in_step) > 1 or len(in_gradient) > 1:
            raise ExpressionError("a step has at most one mistake in its rule and one in its gradient")

        def gradient(at: Values) -> Values:
            return self.gradient(at, sizes, cost, in_gradient, detail if not in_step else ())

        parameters = [p.name for p in self.derivation.parameters]
        step_mistake = in_step[0] if in_step else ""
        if step_mistake == "sequential-update":
            return self._in_sequence(values, sizes, gradient, detail)
        found = gradient(values)
        if step_mistake == "swapped-gradients":
            if len(parameters) != 2:
                raise ExpressionError("swapped-gradients needs two parameters")
            found = dict(zip(parameters, [found[name] for name in parameters[::-1]], strict=True))
        rule = self._rule(step_mistake, detail) if step_mistake in rules else self._rule("", ())
        chosen = dict.fromkeys(parameters, rule)
        if step_mistake in ("alpha-on-one-parameter", "updated-one-parameter"):
            kept = detail[0] if detail else parameters[0]
            wrong = "ignored-alpha" if step_mistake == "alpha-on-one-parameter" else "unchanged-parameters"
            chosen = {name: self._rule("" if name == kept else wrong, ()) for name in parameters}
        return {name: self._apply(chosen[name], values, name, found[name]) for name in parameters}

    def path(
        self,
        values: Values,
        sizes: dict[str, int],
        cost: str | None,
        steps: int,
        mistakes: Sequence[str],
        detail: Any,
    ) -> list[Values]:
        """Return the parameters at the start and after each of so many steps."""
        if not 0 <= steps <= MAX_STEPS:
            raise ExpressionError(f"a path has between 0 and {MAX_STEPS} steps")
        loops = [name for name in mistakes if name in _LOOPS]
        others = [name for name in mistakes if name not in _LOOPS]
        loop = loops[0] if loops else ""
        names = [p.name for p in self.derivation.parameters]
        steps = {"extra-step": steps + 1, "missing-step": max(steps - 1, 0)}.get(loop, steps)
        steps = min(steps, 1) if loop == "returned-in-loop" else steps
        at = dict(values)
        points = [{name: at[name] for name in names}]
        for _ in range(steps):
            if loop == "stale-gradient":
                first = self.update(values, sizes, cost, others, detail)
                after = {name: at[name] + (first[name] - values[name]) for name in names}
            else:
                start = values if loop == "restarted-each-step" else at
                after = self.update(start, sizes, cost, others, detail)
            at = {**at, **after}
            if _bits(after) > MAX_BITS:
                at = {name: _as_float(value) for name, value in at.items()}
            points.append({name: at[name] for name in names})
        return points

    def function(
        self,
        function: str | None,
        values: Values,
        sizes: dict[str, int],
        mistakes: Sequence[str],
        detail: Any,
    ) -> Values:
        """Return what a function that the problem states as a formula gives."""
        functions = self.derivation.functions
        if not functions:
            raise ExpressionError(f"{self.name} states no functions: it has a cost, a gradient and an update")
        if function is None and len(functions) == 1:
            function = next(iter(functions))
        if function is None or function not in functions:
            raise ExpressionError(f"{self.name} has no function “{function}”; it has {', '.join(functions)}")
        model = functions[function]
        outputs = model.outputs
        if mistakes:
            outputs = self._candidate(model.wrong, mistakes, detail, function).outputs
        return {name: evaluate(formula, values, sizes) for name, formula in outputs.items()}

    # --- mistakes --------------------------------------------------------------------------------------

    def _candidate(
        self, candidates: Sequence[Candidate], mistakes: Sequence[str], detail: Any, what: str
    ) -> Candidate:
        wanted = tuple(mistakes)
        found = [
            candidate
            for candidate in candidates
            if wanted == candidate.misconceptions or (len(wanted) == 1 and wanted[0] in candidate.equal)
        ]
        if not found:
            known = sorted({name for c in candidates for name in (*c.misconceptions, *c.equal)})
            raise ExpressionError(
                f"{' and '.join(wanted)} changes nothing in the {what} of {self.name}; "
                f"there {'are' if len(known) != 1 else 'is'} {', '.join(known) or 'no mistake'}"
            )
        if detail and len(detail) == 1 and detail[0].isdecimal():
            place = int(detail[0])
            if place >= len(found):
                raise ExpressionError(f"{' and '.join(wanted)} has {len(found)} variants here, from 0")
            return found[place]
        exact = [candidate for candidate in found if detail and candidate.detail == tuple(detail)]
        if detail and not exact:
            known = ["[" + ", ".join(c.detail) + "]" for c in found]
            raise ExpressionError(f"no variant [{', '.join(detail)}]; there are {', '.join(known)}")
        return (exact or found)[0]

    def _rule(self, mistake: str, detail: Any) -> Rule:
        rules = [rule for rule in self.derivation.rules if rule.id == mistake]
        place = int(detail[0]) if detail and detail[0].isdecimal() else 0
        if place >= len(rules):
            raise ExpressionError(f"{mistake} has {len(rules)} variants, from 0")
        return rules[place]

    def _apply(self, rule: Rule, values: Values, name: str, gradient: Any) -> Any:
        if "alpha" not in values:
            raise ExpressionError("a step needs alpha, the learning rate")
        theta, alpha, c = values[name], values["alpha"], values.get("c", Fraction(0))
        exact = all(is_exact(part) for part in (theta, gradient, alpha, c))
        if not exact:
            theta, gradient, alpha, c = (_as_float(part) for part in (theta, gradient, alpha, c))
        return rule.apply(theta, gradient, alpha, c, exact=exact)

    def _in_sequence(
        self, values: Values, sizes: dict[str, int], gradient: Callable[[Values], Values], detail: Any
    ) -> Values:
        """Return the parameters after a step in which each gradient sees what is new by then."""
        parameters = self.derivation.parameters
        right = self._rule("", ())
        at = dict(values)
        if len(parameters) == 1 and parameters[0].indices:
            # Coordinate by coordinate.
            name = parameters[0].name
            places = range(len(at[name]))
            for place in [int(part) for part in detail] if detail else places:
                moved = self._apply(right, at, name, gradient(at)[name])
                renewed = at[name].copy()
                renewed[place] = moved[place]
                at[name] = renewed
            return {name: at[name]}
        names = [parameter.name for parameter in parameters]
        order = tuple(detail) or tuple(names)
        if order not in set(permutations(names)):
            raise ExpressionError(f"an order of {', '.join(names)} is needed, not {', '.join(order)}")
        for name in order:
            at[name] = self._apply(right, at, name, gradient(at)[name])
        return {name: at[name] for name in names}

    @staticmethod
    def _with_features(sizes: dict[str, int], model: CostModel) -> dict[str, int]:
        if model.n_features is None:
            return sizes
        if sizes.get("n", model.n_features) != model.n_features:
            raise ExpressionError(f"this cost has {model.n_features} components, not {sizes['n']}")
        return {**sizes, "n": model.n_features}


def evaluate(formula: Formula, values: Values, sizes: Mapping[str, int]) -> Any:
    """Return a formula's value, exact if it is rational and its inputs are."""
    if all(is_exact(value) for value in values.values()):
        try:
            return formula.evaluate(values, sizes, exact=True)
        except ValueError:
            pass  # not rational
        except KeyError as error:
            raise ExpressionError(f"{error.args[0]} is needed and not given") from None
        except ZeroDivisionError:
            raise NoValueError("a division by 0") from None
    try:
        value = formula.evaluate({name: _as_float(value) for name, value in values.items()}, sizes)
    except KeyError as error:
        raise ExpressionError(f"{error.args[0]} is needed and not given") from None
    except ZeroDivisionError:
        raise NoValueError("a division by 0") from None
    if not np.all(np.isfinite(np.asarray(value, dtype=float))):
        raise NoValueError("no finite value here")
    return value


def is_exact(value: Any) -> bool:
    """Tell whether a number, or every element of an array, is a fraction."""
    if isinstance(value, np.ndarray):
        return value.dtype == object and all(isinstance(part, Fraction | int) for part in value.ravel())
    return isinstance(value, Fraction | int)


def plain(value: Any) -> Any:
    """Return numbers and arrays as Fractions, floats and nested tuples of them."""
    if isinstance(value, np.ndarray):
        return tuple(plain(part) for part in value) if value.ndim else plain(value[()])
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int | np.integer):
        return Fraction(int(value))
    return float(value)


def _array(value: Any) -> Any:
    """Return nested tuples of numbers as an array; of dtype object if all are exact."""
    shape = _shape(value)
    flat = list(_flat(value))
    if all(isinstance(part, Fraction) for part in flat):
        array = np.empty(len(flat), dtype=object)
        array[:] = flat
    else:
        array = np.array([float(part) for part in flat])
    return array.reshape(shape)


def _shape(value: Any) -> tuple[int, ...]:
    if not isinstance(value, tuple):
        return ()
    inner = {_shape(part) for part in value}
    if len(inner) > 1:
        raise ExpressionError("the rows of an array have different lengths")
    return (len(value), *(inner.pop() if inner else ()))


def _flat(value: Any) -> Any:
    if isinstance(value, tuple):
        for part in value:
            yield from _flat(part)
    else:
        yield value


def _as_float(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.astype(float)
    try:
        return float(value)
    except OverflowError:
        raise NoValueError("a number beyond 1e308") from None


def _bits(values: Mapping[str, Any]) -> int:
    largest = 0
    for value in values.values():
        for part in np.asarray(value, dtype=object).ravel():
            if isinstance(part, Fraction):
                largest = max(largest, part.numerator.bit_length(), part.denominator.bit_length())
    return largest
