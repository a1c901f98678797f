"""Where each misconception can be met in an exercise, and what it computes there beside the right formula."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from grader.exercise import FeedbackPolicy
from grader.maths.misconceptions import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from grader.exercise import Exercise, Function
    from grader.maths.formula import Formula
    from grader.maths.model import Candidate, CostModel, Derivation, Rule

Lines = tuple[str, ...]

_OF_EVERY_FUNCTION = ("global-instead-of-argument", "printed-not-returned")
_OF_LOOPS = ("stale-gradient", "extra-step", "missing-step", "returned-in-loop", "restarted-each-step")
_ARRAYS = ("order", "numbers", "params")  # the kinds of argument that can be changed in place
_SIGNS = {"theta": "θ"}


@dataclass(frozen=True)
class Application:
    """One misconception in one function of an exercise.

    Attributes
    ----------
    misconception, function : str
        An id of the catalogue, and the learner's function.
    right : tuple of str
        What the function should compute, line by line; empty where no formula tells the mistake.
    mistaken : tuple of tuple of str
        For each variant of the mistake the lines in which it differs.
    equal : tuple of str
        Ids of misconceptions that give the same values here.
    """

    misconception: str
    function: str
    right: Lines = ()
    mistaken: tuple[Lines, ...] = ()
    equal: tuple[str, ...] = ()


def applications(
    exercise: Exercise, derivation: Derivation, of_procedures: Mapping[str, Sequence[str]] | None = None
) -> Mapping[str, Sequence[Application]]:
    """Return where each misconception can be met in an exercise, by id in the catalogue's order.

    The formulas are within the kit's feedback policy: a kit that shows no expected values shows no
    right formula either.

    Parameters
    ----------
    exercise : Exercise
        Whose functions are looked at.
    derivation : Derivation
        What follows from its problem.
    of_procedures : mapping of str to sequence of str, optional
        The misconceptions that the exercise's procedures state, by function; they have no formula.
    """
    found: dict[str, list[Application]] = {name: [] for name in CATALOGUE}
    for function in exercise.functions:
        stated = [Application(name, function.name) for name in (of_procedures or {}).get(function.name, ())]
        for application in (*_of_function(exercise, derivation, function), *stated):
            # A kit's own words for a mistake have no page here.
            if application.misconception in found:
                found[application.misconception].append(_within(exercise.feedback, application))
    return {name: tuple(there) for name, there in found.items() if there}


def _within(policy: FeedbackPolicy, application: Application) -> Application:
    """Return the application with what the policy hides left out."""
    if policy is FeedbackPolicy.FULL:
        return application
    shown = application.mistaken if policy is FeedbackPolicy.INPUT else ()
    return replace(application, right=(), mistaken=shown)


def _of_function(exercise: Exercise, derivation: Derivation, function: Function) -> Iterator[Application]:
    """Yield what can be wrong in one function."""
    model = next(iter(derivation.costs.values()), None)
    if model is not None:
        yield from _of_cost_model(exercise, derivation, function, model)
    if function.computes == "formula" and function.name in derivation.functions:
        stated = derivation.functions[function.name]
        yield from _of_formulas(function, stated.outputs, stated.wrong)
    if function.computes == "descent":
        holds = function.history.holds if function.history is not None else ""
        recorded = {"": (), "after": ("cost-recorded-early",)}.get(holds, ("cost-recorded-late",))
        loops = (*_OF_LOOPS, *recorded)
        yield from (Application(name, function.name) for name in loops)
    if len(function.returns) > 1 and not function.dictionary:
        yield _swapped_return(function)
    if any(exercise.shapes.get(name) or exercise.kinds.get(name) in _ARRAYS for name in function.arguments):
        yield Application("mutated-arguments", function.name)
    if (
        any(quantity.domain == "ones-first" for quantity in derivation.data)
        and "lambda_" in function.arguments
    ):
        # Where the first component goes without penalty, someone sets it to zero: through an alias.
        yield Application("zeroed-alias", function.name)
    yield from (Application(name, function.name) for name in _OF_EVERY_FUNCTION)


def _of_cost_model(
    exercise: Exercise, derivation: Derivation, function: Function, model: CostModel
) -> Iterator[Application]:
    """Yield what can be wrong in a function that computes a cost, its gradient, or steps down it."""
    declared = {other.computes for other in exercise.functions}
    if function.computes == "cost" or function.history is not None:
        yield from _of_formulas(function, {"cost": model.cost}, model.wrong_costs)
    if function.computes == "gradient":
        yield from _of_formulas(function, model.gradient, model.wrong_gradients)
        yield Application("difference-quotient", function.name)
    if function.computes == "update" or (function.computes == "descent" and "update" not in declared):
        yield from _of_update(exercise, derivation, function, model, has_gradient="gradient" in declared)


def _swapped_return(function: Function) -> Application:
    """Return the mistake of returning values in another order; with three, there are too many to show."""
    if len(function.returns) > 2:
        return Application("swapped-return", function.name)
    written = {"gradient": _partial, "procedure": _sign}.get(function.computes, _new)
    values = [written(name) for name in function.returns]
    right, swapped = (f"({', '.join(order)})" for order in (values, values[::-1]))
    return Application("swapped-return", function.name, (right,), ((swapped,),))


# --- costs and gradients -------------------------------------------------------------------------------


def _of_formulas(
    function: Function, right: Mapping[str, Formula], candidates: Sequence[Candidate]
) -> Iterator[Application]:
    """Yield the misconceptions about values that are formulas, the variants of each together."""
    written = _left_side
    if function.computes == "formula":
        # What is handed in comes back new; anything else is simply returned.
        def written(name: str) -> str:
            return _new(name) if name in function.arguments else _sign(name)

    shown = tuple(f"{written(name)} = {formula.text}" for name, formula in right.items())
    variants: dict[str, list[Lines]] = {}
    equal: dict[str, set[str]] = {}
    for candidate in candidates:
        lines = tuple(
            f"{written(name)} = {formula.text}"
            for name, formula in candidate.outputs.items()
            if formula.tree != right[name].tree
        )
        ids = {*candidate.misconceptions, *candidate.equal}
        for name in (*candidate.misconceptions, *candidate.equal):
            variants.setdefault(name, []).append(lines)
            equal.setdefault(name, set()).update(ids - {name})
    for name, mistaken in variants.items():
        yield Application(name, function.name, shown, tuple(mistaken), tuple(sorted(equal[name])))


def _left_side(name: str) -> str:
    """Return how a value is written: J, or ∂J/∂w."""
    return "J" if name == "cost" else _partial(name)


def _partial(name: str) -> str:
    """Return how a partial derivative is written."""
    return f"∂J/∂{_sign(name)}"


def _new(name: str) -> str:
    """Return how a parameter's new value is written."""
    return f"{_sign(name)}_new"


def _sign(name: str) -> str:
    """Return how a parameter, or a component of one, is written."""
    base, bracket, rest = name.partition("[")
    return f"{_SIGNS.get(base, base)}{bracket}{rest}"


# --- updates -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Step:
    """The assignments of one step, and how the gradients in them are written."""

    names: Lines
    gradient: Callable[[str], str]
    rules: Mapping[str, Rule]

    def lines(self, rules: Mapping[str, str], gradients: Mapping[str, str]) -> Lines:
        """Return a line for each parameter; what is not named has the right rule, the right gradient."""
        return tuple(self.line(name, rules.get(name, ""), gradients.get(name, "")) for name in self.names)

    def line(self, name: str, rule: str, gradient: str = "") -> str:
        """Return one parameter's assignment."""
        right_side = self.rules[rule].text(_sign(name), gradient or self.gradient(name), "α")
        return f"{_new(name)} = {right_side}"


def _of_update(
    exercise: Exercise, derivation: Derivation, function: Function, model: CostModel, *, has_gradient: bool
) -> Iterator[Application]:
    """Yield the misconceptions about a step, and about its gradient if that is no function by itself."""
    is_given = bool({"gradient", "gradient_function"} & set(exercise.roles))
    if not (has_gradient or is_given or len(derivation.costs) > 1):
        yield from _of_formulas(function, model.gradient, model.wrong_gradients)
    step = _step(exercise, derivation)
    right = step.lines({}, {})
    rules: dict[str, list[Lines]] = {}
    # A rule may have several variants under one id.
    for rule in derivation.rules:
        if rule.id:
            only = replace(step, rules={**step.rules, rule.id: rule})
            rules.setdefault(rule.id, []).append(only.lines(dict.fromkeys(step.names, rule.id), {}))
    for name, mistaken in rules.items():
        yield Application(name, function.name, right, tuple(mistaken))
    parts = step.names if len(step.names) > 1 else _components(derivation)
    if is_given or len(parts) < 2:
        return
    apart = replace(step, names=parts)
    right = apart.lines({}, {})
    for name, rule_id in (
        ("alpha-on-one-parameter", "ignored-alpha"),
        ("updated-one-parameter", "unchanged-parameters"),
    ):
        others = [{part: rule_id for part in parts if part != kept} for kept in parts]
        yield Application(name, function.name, right, tuple(apart.lines(rules, {}) for rules in others))
    if len(step.names) > 1 or exercise.shapes.get(step.names[0]) == (2,):
        # Shown for two: with more there are many ways to mix up those of one shape.
        alike = [pair for pair in combinations(parts, 2) if len({exercise.shapes.get(p) for p in pair}) == 1]
        one, other = alike[0] if len(parts) > 2 and alike else parts[:2]
        swapped = {one: apart.gradient(other), other: apart.gradient(one)}
        yield Application("swapped-gradients", function.name, right, (apart.lines({}, swapped),))
    orders = permutations(parts) if len(parts) == 2 else [parts]
    in_sequence = tuple(_in_sequence(apart, order, step.names) for order in orders)
    yield Application("sequential-update", function.name, right, in_sequence)


def _step(exercise: Exercise, derivation: Derivation) -> _Step:
    """Return the right step of an exercise."""
    names = tuple(parameter.name for parameter in derivation.parameters)
    point = f"({', '.join(_sign(name) for name in names)})" if len(names) > 1 else ""
    given = exercise.roles.get("gradient")
    rules = {rule.id: rule for rule in derivation.rules}
    return _Step(names, lambda name: given or f"{_partial(name)}{point}", rules)


def _components(derivation: Derivation) -> Lines:
    """Return the first two components of a vector that is the only parameter; nothing for a number."""
    parameter = derivation.parameters[0]
    if len(parameter.indices) != 1:
        return ()
    return tuple(f"{parameter.name}[{place}]" for place in range(2))


def _in_sequence(step: _Step, order: Sequence[str], parameters: Sequence[str]) -> Lines:
    """Return the assignments in an order in which each gradient sees the parameters that are new by then."""
    gradients: dict[str, str] = {}
    for position, name in enumerate(order):
        renewed = set(order[:position])
        if len(parameters) > 1:
            point = ", ".join(_new(other) if other in renewed else _sign(other) for other in parameters)
            gradients[name] = f"{_partial(name)}({point})"
        elif renewed:
            gradients[name] = (
                f"{_partial(name)} (with {', '.join(_sign(other) for other in order[:position])} new)"
            )
    return tuple(step.line(name, "", gradients.get(name, "")) for name in order)
