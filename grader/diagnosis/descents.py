"""Finds what is wrong with a loop of updates: how many steps, from where, with which gradient."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.finding import Finding
from grader.diagnosis.observed import Observation, explains, observe
from grader.diagnosis.updates import explain_update, sources
from grader.judge.submission import CheckFailedError
from grader.judge.suite import declared, own_step
from grader.results import Evidence
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.judge.bench import Bench
    from grader.kit import Function
    from grader.maths.model import Rule
    from grader.maths.probes import Probe

Values = Mapping[str, Any]
Step = Callable[["Probe"], Values]


def explain_descent(bench: Bench, function: Function) -> list[Finding]:
    """Return the misconceptions that a descent's answers prove; nothing if none do."""
    record = _recorded(bench, function)
    observations = observe(bench.submission, function, bench.probes.ordinary, record)
    if observations is None:
        return []
    for step in _steps(bench):
        try:
            found = _explain_with(bench, function, observations, step)
        except CheckFailedError:
            continue
        if found is not None:
            return found
    return _wrong_single_steps(bench, function, observations) or _swapped(bench, function, observations)


def _swapped(bench: Bench, function: Function, observations: Sequence[Observation]) -> list[Finding]:
    """Return the finding that a right descent returns its values in another order."""
    for step in _steps(bench):
        try:
            expected = [bench.oracle.after_descent(function, o.probe, step) for o in observations]
        except CheckFailedError:
            continue
        for order in permutations(range(len(function.returns))):
            if all(
                explains(wanted.values[place], part)
                for wanted, o in zip(expected, observations, strict=True)
                for place, part in zip(order, o.parts, strict=True)
            ):
                names = ", ".join(function.returns[place] for place in order)
                return [
                    Finding("swapped-return", function.name, (), sentence("returned: {names}", names=names))
                ]
    return []


def _recorded(bench: Bench, function: Function) -> list[str]:
    names = [f.name for f in bench.exercise.functions if f.computes in ("update", "gradient")]
    given = bench.exercise.roles.get("gradient_function")
    return [*names, *([given] if given else [])]


def _steps(bench: Bench) -> Iterator[Step]:
    """Yield what one step may be: the learner's own update, the right one."""
    update = declared(bench.oracle, "update")
    if update is not None:
        yield lambda probe: own_step(bench.submission, update, probe)
    yield lambda probe: bench.oracle.step(probe, bench.oracle.gradient(probe))


def _explain_with(
    bench: Bench, function: Function, observations: Sequence[Observation], step: Step
) -> list[Finding] | None:
    """Return what explains the answers if each step is right; None if nothing does."""
    wrong_loops: list[tuple[str, Callable[[Observation], Values | None]]] = [
        ("", lambda o: _after(bench, o.probe, step, o.probe.steps)),
        ("extra-step", lambda o: _after(bench, o.probe, step, o.probe.steps + 1)),
        ("missing-step", lambda o: _after(bench, o.probe, step, o.probe.steps - 1)),
        ("returned-in-loop", lambda o: _after(bench, o.probe, step, 1)),
        ("stale-gradient", lambda o: _stale(bench, o.probe, step)),
        ("restarted-each-step", lambda o: _restarted(bench, o.probe)),
    ]
    names = function.reached
    for name, reached in wrong_loops:
        predicted = [reached(observation) for observation in observations]
        if not all(
            values is not None
            and all(explains(values[key], o.parts[function.returns.index(key)]) for key in names)
            for values, o in zip(predicted, observations, strict=True)
        ):
            continue
        if name == "returned-in-loop":
            name = _one_step_only(function, observations)
            if not name:
                return []
        found = [Finding(name, function.name, (), _formula(name))] if name else []
        if name in ("returned-in-loop", "restarted-each-step"):
            found = [replace(found[0], evidence=(Evidence.NUMBERS, Evidence.CALLS))]
        if not name:
            found = _explain_costs(bench, function, observations, step)
        return found
    return None


_FORMULAS = {
    "extra-step": sentence("n + 1 steps where n were asked"),
    "missing-step": sentence("n − 1 steps where n were asked"),
    "returned-in-loop": sentence("1 step, whatever n is"),
    "stale-gradient": "θₙ = θ₀ − n·α·g(θ₀)",
    "restarted-each-step": sentence("each step starts from θ₀ again"),
}


def _formula(name: str) -> str:
    return _FORMULAS.get(name, "")


def _after(bench: Bench, probe: Probe, step: Step, n_steps: int) -> Values:
    return bench.oracle.path(probe, step, max(n_steps, 0))[-1].values


def _stale(bench: Bench, probe: Probe, step: Step) -> Values:
    """Return where n steps with the first gradient end."""
    moved = step(probe)
    return {
        name: np.asarray(probe.values[name])
        + probe.steps * (np.asarray(new) - np.asarray(probe.values[name]))
        for name, new in moved.items()
    }


def _restarted(bench: Bench, probe: Probe) -> Values:
    """Return where θ ← θ₀ − α·g(θ) ends: the gradient moves on, the starting point does not."""
    at = probe
    for _ in range(probe.steps):
        gradient = bench.oracle.gradient(at)
        at = at.moved(bench.oracle.step(probe, gradient))
    return at.values


def _one_step_only(function: Function, observations: Sequence[Observation]) -> str:
    """Tell a return inside the loop from a loop that starts anew each time, by calls or recorded costs."""
    for observation in observations:
        steps = observation.probe.steps
        if steps < 2:
            continue
        calls = len(observation.answer.reply.calls)
        if calls:
            names = [call.function for call in observation.answer.reply.calls]
            rounds = max(names.count(name) for name in set(names))
            return "restarted-each-step" if rounds >= steps else "returned-in-loop"
        if function.history is not None:
            recorded = np.ravel(observation.parts[function.returns.index(function.history.name)])
            # An array that was made for all costs keeps its zeros where the loop is left early.
            all_recorded = recorded.size >= steps and recorded[-1] != 0.0
            return "restarted-each-step" if all_recorded else "returned-in-loop"
    return ""


# --- costs ---------------------------------------------------------------------------------------------


def _explain_costs(
    bench: Bench, function: Function, observations: Sequence[Observation], step: Step
) -> list[Finding]:
    """Return what is wrong with the recorded costs of a descent whose steps are right."""
    history = function.history
    if history is None:
        return []
    place = function.returns.index(history.name)
    paths = [bench.oracle.path(o.probe, step, o.probe.steps + 1) for o in observations]
    recorded = [np.ravel(o.parts[place]) for o in observations]
    name, formula, shifted = (
        ("cost-recorded-early", sentence("[J(θ₀), J(θ₁), …], where the first is to be J(θ₁)"), _early)
        if history.holds == "after"
        else ("cost-recorded-late", sentence("[J(θ₁), J(θ₂), …], without J(θ₀)"), _late)
    )
    if all(shifted(bench, path, costs) for path, costs in zip(paths, recorded, strict=True)):
        return [
            Finding(
                name, function.name, (), sentence("{name} = {formula}", name=history.name, formula=formula)
            )
        ]
    for candidate in bench.derivation.costs[observations[0].probe.cost].wrong_costs:
        wrong = candidate.outputs["cost"]
        if all(
            costs.size == len(history.of(path[:-1]))
            and explains([wrong.evaluate(at.values, at.sizes) for at in history.of(path[:-1])], costs)
            for path, costs in zip(paths, recorded, strict=True)
        ):
            return [
                Finding(name, function.name, candidate.detail, f"J = {wrong.text}")
                for name in candidate.misconceptions
            ]
    return []


def _late(bench: Bench, path: Sequence[Probe], costs: Any) -> bool:
    """Tell whether the costs begin after the first step; the last may be there twice to fill the array."""
    later = [bench.oracle.cost(at) for at in path[1:]]
    n_steps = len(path) - 2
    filled_up = [*later[:n_steps], later[n_steps - 1]]
    return any(
        costs.size == len(recorded) and explains(recorded, costs)
        for recorded in (later[:n_steps], later, filled_up)
    )


def _early(bench: Bench, path: Sequence[Probe], costs: Any) -> bool:
    """Tell whether the costs begin before the first step; the last one may be there as well."""
    from_start = [bench.oracle.cost(at) for at in path[:-1]]
    return any(
        costs.size == len(recorded) and explains(recorded, costs)
        for recorded in (from_start[:-1], from_start)
    )


# --- wrong steps ---------------------------------------------------------------------------------------


def _wrong_single_steps(
    bench: Bench, function: Function, observations: Sequence[Observation]
) -> list[Finding]:
    """Return what is wrong with each step of a descent that does its own updates."""
    once = [replace(o.probe, steps=1) for o in observations]
    single = observe(bench.submission, function, once)
    if single is None:
        return []
    found = explain_update(bench, function, single)
    if not found:
        return []
    # The step that was found must also explain several steps in a row, or nothing is proved.
    return found if _holds_for_all(bench, function, observations, found) else []


def _holds_for_all(
    bench: Bench, function: Function, observations: Sequence[Observation], found: Sequence[Finding]
) -> bool:
    names = function.reached
    for step in _simulations(bench, found):
        if all(
            all(explains(values[name], o.parts[function.returns.index(name)]) for name in names)
            for o in observations
            for values in [_after(bench, o.probe, step, o.probe.steps)]
        ):
            return True
    return False


def _simulations(bench: Bench, found: Sequence[Finding]) -> Iterator[Step]:
    """Yield the steps that have just the found misconceptions."""
    ids = {finding.misconception for finding in found}
    parameters = [parameter.name for parameter in bench.derivation.parameters]
    number = max(finding.number for finding in found)
    if number:
        ids |= {"hard-coded-alpha"}
    rules = [rule for rule in bench.derivation.rules if rule.id in ids] or [bench.oracle.rule]
    orders: list[Sequence[str] | None] = [None]
    if "sequential-update" in ids:
        orders = list(permutations(parameters))
    for source in sources(bench):
        if not set(source.misconceptions) <= ids:
            continue
        for rule in rules:
            apply = _with_number(rule, number)
            for order in orders:
                yield _simulated(bench, source.gradient, apply, order)
            if "sequential-update" in ids:
                for backwards in (False, True):
                    yield _by_coordinate(bench, source.gradient, apply, backwards=backwards)


def _with_number(rule: Rule, number: float) -> Callable[..., Any]:
    return lambda theta, g, alpha: rule.apply(theta, g, alpha, number)


def _simulated(
    bench: Bench, gradient: Callable[[Probe], Values], apply: Callable[..., Any], order: Sequence[str] | None
) -> Step:
    names = [parameter.name for parameter in bench.derivation.parameters]

    def step(probe: Probe) -> Values:
        at, old = probe, gradient(probe)
        for name in order or names:
            slope = gradient(at)[name] if order else old[name]
            at = at.moved({name: apply(at.values[name], slope, probe.alpha)})
        return {name: at.values[name] for name in names}

    return step


def _by_coordinate(
    bench: Bench, gradient: Callable[[Probe], Values], apply: Callable[..., Any], *, backwards: bool
) -> Step:
    """Return a step that moves every component by itself, each by a gradient that sees those before it."""
    names = [parameter.name for parameter in bench.derivation.parameters]

    def step(probe: Probe) -> Values:
        at = probe
        for name in names[::-1] if backwards else names:
            places = list(np.ndindex(*np.shape(probe.values[name])))
            for place in places[::-1] if backwards else places:
                value = np.array(at.values[name], dtype=float)
                value[place] = apply(value[place], np.asarray(gradient(at)[name])[place], at.alpha)
                at = at.moved({name: value if value.shape else float(value)})
        return {name: at.values[name] for name in names}

    return step
