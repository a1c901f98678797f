"""Finds which misconception about a gradient or a cost gives the learner's numbers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.finding import Finding
from grader.diagnosis.observed import Observation, candidate_explains, explains, observe, values_explain
from grader.maths.cache import pairs_of
from grader.maths.formula import INDEX_SIZES
from grader.maths.probes import far_away
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.judge.bench import Bench
    from grader.judge.submission import Submission
    from grader.kit import Function
    from grader.maths.formula import Formula
    from grader.maths.model import Candidate
    from grader.maths.probes import Probe

_MOST_GLOBALS = 400
#: By more than this a formula's value does not err.
_LOST = 1e-10
_QUOTIENT_STEPS = tuple(10.0**-power for power in range(1, 9))


def explain_formula(bench: Bench, function: Function) -> list[Finding]:
    """Return the misconceptions that a cost or gradient function's answers prove; nothing if none do."""
    observations = observe(bench.submission, function, bench.probes.ordinary)
    if observations is None:
        return []
    right, wrong = _right_and_wrong(bench, function, observations[0].probe.cost)
    if _right_explains(right, function, observations):
        return _difference_quotient(bench, function)
    for candidate in wrong:
        if candidate_explains(candidate, function, observations, function.returns):
            return _of_candidate(candidate, right, function)
    swapped = _swapped(right, wrong, function, observations)
    if swapped:
        return swapped
    found = _global_instead_of_argument(bench, function, observations, right)
    if found:
        return found
    quotient = _forward_quotient(bench, function, observations)
    if quotient:
        return quotient
    if function.computes == "formula":
        return []
    cost, kind = observations[0].probe.cost, function.computes
    pairs = bench.oracle.once(("pairs", cost, kind), lambda: pairs_of(bench.exercise.problem, cost, kind))
    for candidate in pairs:
        if candidate_explains(candidate, function, observations, function.returns):
            return _of_candidate(candidate, right, function)
    return []


def _right_and_wrong(
    bench: Bench, function: Function, cost: str
) -> tuple[Mapping[str, Formula], Sequence[Candidate]]:
    if function.computes == "formula":
        stated = bench.derivation.functions[function.name]
        return stated.outputs, stated.wrong
    model = bench.derivation.costs[cost]
    if function.computes == "cost":
        return {"cost": model.cost}, model.wrong_costs
    return model.gradient, model.wrong_gradients


def _evaluated(formulas: Mapping[str, Formula], probe: Probe) -> dict[str, Any]:
    return {name: formula.evaluate(probe.values, probe.sizes) for name, formula in formulas.items()}


def _right_explains(
    right: Mapping[str, Formula], function: Function, observations: Sequence[Observation]
) -> bool:
    predicted = [_evaluated(right, observation.probe) for observation in observations]
    return values_explain(predicted, observations, function.returns)


def _of_candidate(candidate: Candidate, right: Mapping[str, Formula], function: Function) -> list[Finding]:
    formula = formula_lines(candidate.outputs, right, function)
    return [
        Finding(name, function.name, candidate.detail if place == 0 else (), formula, candidate=candidate)
        for place, name in enumerate(candidate.misconceptions)
    ]


def formula_lines(outputs: Mapping[str, Formula], right: Mapping[str, Formula], function: Function) -> str:
    """Return the returned values that differ from the right ones as lines of mathematics."""
    lines = []
    for name in function.returns:
        if outputs[name].tree != right[name].tree:
            left = quantity_text(name)
            if function.computes == "formula":
                left = f"{symbol_text(name)}_new" if name in function.arguments else symbol_text(name)
            lines.append(f"{left} = {outputs[name].text}")
    return "\n".join(lines)


def quantity_text(name: str) -> str:
    """Return how a returned value is written: J, or ∂J/∂w."""
    return "J" if name == "cost" else f"∂J/∂{symbol_text(name)}"


def symbol_text(name: str) -> str:
    """Return how a parameter is written."""
    return {"theta": "θ"}.get(name, name)


def _swapped(
    right: Mapping[str, Formula],
    wrong: Sequence[Candidate],
    function: Function,
    observations: Sequence[Observation],
) -> list[Finding]:
    """Return the finding that right (or once mistaken) values come in another order."""
    if len(function.returns) != 2:
        return []
    order = function.returns[::-1]
    formula = sentence("returned: {one}, {other}", one=quantity_text(order[0]), other=quantity_text(order[1]))
    swapped = Finding("swapped-return", function.name, (), formula)
    predicted = [_evaluated(right, observation.probe) for observation in observations]
    if values_explain(predicted, observations, order):
        return [swapped]
    for candidate in wrong:
        if candidate_explains(candidate, function, observations, order):
            return [*_of_candidate(candidate, right, function), swapped]
    return []


# --- a global instead of an argument -------------------------------------------------------------------


def _global_instead_of_argument(
    bench: Bench, function: Function, observations: Sequence[Observation], right: Mapping[str, Formula]
) -> list[Finding]:
    variables = numeric_globals(bench.submission)
    if not variables:
        return []
    for replaced in _replacements(bench, function, observations[0].probe, variables):
        if all(_explained_with(bench, function, right, replaced, o) for o in observations):
            text = ", ".join(f"{name} = {found}" for name, (found, _) in replaced.items())
            formula = sentence("computed with the file's {text}", text=text) if text else ""
            return [Finding("global-instead-of-argument", function.name, tuple(replaced), formula)]
    for name, value in variables.items():
        if np.ndim(value) == 0 and _divided_by(function, right, float(value), observations):
            formula = sentence("divided by the file's {name} = {number:g}", name=name, number=float(value))
            return [Finding("global-instead-of-argument", function.name, ("m",), formula)]
    return []


def numeric_globals(submission: Submission) -> dict[str, Any]:
    """Return the file's own numbers and arrays by name; nothing if they cannot be had."""
    try:
        found = submission.worker.globals()
    except Exception:
        return {}
    variables = {}
    for name, value in found.items():
        try:
            array = np.asarray(value, dtype=float)
        except (TypeError, ValueError):
            continue
        if array.size and np.all(np.isfinite(array)):
            variables[name] = array
    return variables


def _replacements(
    bench: Bench, function: Function, probe: Probe, variables: Mapping[str, Any]
) -> Iterator[dict[str, tuple[str, Any]]]:
    """Yield ways to put globals in the place of arguments, fewest first."""
    quantities = bench.derivation.quantities
    choices: list[list[tuple[str, tuple[str, Any] | None]]] = []
    for argument in function.arguments:
        quantity = quantities.get(argument)
        if quantity is None:
            continue
        options: list[tuple[str, tuple[str, Any] | None]] = [(argument, None)]
        for name, value in variables.items():
            array = np.squeeze(value) if quantity.indices else value
            if array.ndim == len(quantity.indices) or (not quantity.indices and value.size == 1):
                options.append((argument, (name, array if quantity.indices else float(value.ravel()[0]))))
        choices.append(options)
    ways = []
    for choice in product(*choices):
        replaced = {argument: option for argument, option in choice if option is not None}
        if replaced:
            ways.append(replaced)
        if len(ways) >= _MOST_GLOBALS:
            break
    yield from sorted(ways, key=len)


def _explained_with(
    bench: Bench,
    function: Function,
    right: Mapping[str, Formula],
    replaced: Mapping[str, tuple[str, Any]],
    observation: Observation,
) -> bool:
    probe = observation.probe
    values = {**probe.values, **{name: value for name, (_, value) in replaced.items()}}
    sizes = dict(probe.sizes)
    for quantity in bench.derivation.quantities.values():
        for axis, index in enumerate(quantity.indices):
            if quantity.name in replaced:
                sizes[INDEX_SIZES[index]] = values[quantity.name].shape[axis]
    for quantity in bench.derivation.quantities.values():
        shape = tuple(sizes[INDEX_SIZES[index]] for index in quantity.indices)
        if np.shape(values[quantity.name]) != shape:
            return False
    return all(
        explains(right[name].evaluate(values, sizes), part)
        for name, part in zip(function.returns, observation.parts, strict=True)
    )


def _divided_by(
    function: Function, right: Mapping[str, Formula], number: float, observations: Sequence[Observation]
) -> bool:
    """Tell whether the mean is taken over a fixed number of samples instead of m."""
    if number == 0:
        return False
    return all(
        explains(right[name].evaluate(o.probe.values, o.probe.sizes) * o.probe.sizes["m"] / number, part)
        for o in observations
        for name, part in zip(function.returns, o.parts, strict=True)
    )


# --- a difference quotient -----------------------------------------------------------------------------


def _difference_quotient(bench: Bench, function: Function) -> list[Finding]:
    """Return the finding that right values are lost where the cost is large: a central difference."""
    if function.computes != "gradient":
        return []
    if not _is_lost_in_rounding(bench, function) and not _is_flat_far_away(bench, function):
        return []
    return [Finding("difference-quotient", function.name, (), "∂J/∂θ ≈ (J(θ + h) − J(θ − h))/(2h)")]


def _is_lost_in_rounding(bench: Bench, function: Function) -> bool:
    """Tell whether, where the data are large, what is left of the gradient is what rounding left."""
    large = [probe for probe in bench.probes if probe.kind == "large"]
    # A formula errs by the same part at other scales; what rounding leaves is another part each time.
    derivation = bench.derivation
    scaled = [q.name for q in (*derivation.parameters, *derivation.data) if q.domain == "real"]
    moved = [probe.moved({name: probe.values[name] * 0.37 for name in scaled}) for probe in large]
    there = observe(bench.submission, function, large)
    near = observe(bench.submission, function, moved)
    if not large or there is None or near is None:
        return False
    # θ + h was θ, so that the quotient is exactly zero; or what is left of the digits leaps.
    if all(_vanishes(at) and _vanishes(by) for at, by in zip(there, near, strict=True)):
        return True
    errors = [
        [_relative_errors(bench, function, observation) for observation in observations]
        for observations in (there, near)
    ]
    return any(_leap(at, by) for at, by in zip(*errors, strict=True))


def _is_flat_far_away(bench: Bench, function: Function) -> bool:
    """Tell whether, for a cost whose data cannot be large, the gradient vanishes where the cost is steep."""
    names = [parameter.name for parameter in bench.derivation.parameters]
    far = [at for probe in bench.probes.by_hand for at in far_away(probe, names)]
    steep = [at for at in far if bench.oracle.is_steep(at)]
    found = observe(bench.submission, function, steep)
    return bool(steep) and found is not None and all(map(_vanishes, found))


def _vanishes(observation: Observation) -> bool:
    """Tell whether every component is exactly zero."""
    return not any(np.any(part) for part in observation.parts)


def _relative_errors(bench: Bench, function: Function, observation: Observation) -> Any:
    """Return by how much each component errs, as parts of the right gradient's largest component."""
    probe = observation.probe
    formulas = bench.derivation.costs[probe.cost].gradient
    errors = []
    for name, part in zip(function.returns, observation.parts, strict=True):
        wanted = np.ravel(formulas[name].evaluate(probe.values, probe.sizes))
        found = np.ravel(part)
        if found.size != wanted.size:
            return np.array([])
        errors.append((found - wanted) / (np.max(np.abs(wanted)) or 1.0))
    return np.concatenate(errors)


def _leap(at: Any, near: Any) -> bool:
    """Tell whether the errors at two scales have nothing to do with each other."""
    if at.size == 0 or at.size != near.size or not np.all(np.isfinite([at, near])):
        return False
    largest = float(np.max(np.abs(at)))
    return largest > _LOST and float(np.max(np.abs(at - near))) > 0.05 * largest


def _forward_quotient(bench: Bench, function: Function, observations: Sequence[Observation]) -> list[Finding]:
    """Return the finding that values are those of (J(θ + h) − J(θ))/h for one h."""
    if function.computes != "gradient":
        return []
    model = bench.derivation.costs[observations[0].probe.cost]
    exact = [_evaluated(model.gradient, observation.probe) for observation in observations]
    for step in (sign * size for size in _QUOTIENT_STEPS for sign in (1, -1)):
        quotients = [_quotients(bench, observation.probe, step) for observation in observations]
        # The error itself must be the quotient's, h/2·∂²J/∂θ²: single precision errs as little but not so.
        if all(
            np.size(part) == np.size(quotient[name])
            and _same_error(np.ravel(part), np.ravel(quotient[name]), np.ravel(right[name]))
            for right, quotient, observation in zip(exact, quotients, observations, strict=True)
            for name, part in zip(function.returns, observation.parts, strict=True)
        ):
            formula = sentence("∂J/∂θ ≈ (J(θ + h) − J(θ))/h with h = {step:g}", step=step)
            return [Finding("difference-quotient", function.name, (), formula)]
    return []


def _same_error(actual: Any, quotient: Any, exact: Any) -> bool:
    return bool(np.all(np.abs(actual - quotient) <= 0.2 * np.abs(quotient - exact)))


def _quotients(bench: Bench, probe: Probe, step: float) -> dict[str, Any]:
    cost = bench.oracle.cost
    found = {}
    for parameter in bench.derivation.parameters:
        value = np.asarray(probe.values[parameter.name], dtype=float)
        quotients = np.empty(value.shape)
        for place in np.ndindex(*value.shape):
            moved = value.copy()
            moved[place] += step
            there = probe.moved({parameter.name: moved if value.shape else float(moved)})
            quotients[place] = (cost(there) - cost(probe)) / step
        found[parameter.name] = quotients
    return found
