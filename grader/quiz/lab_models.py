"""From a derivation to what a lab's JavaScript runs on: formulas as trees, and each named mistake as a plan.

No mathematics is written here. Cost, gradient, rules and wrong formulas are those that the grader judges and
diagnoses with; a plan only says which of them a mistake uses in which order.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

from grader.languages import say
from grader.maths.formula import INDEX_SIZES
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.chrome import headed, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.maths.formula import Formula
    from grader.maths.model import CostModel, Derivation

#: Mistakes in the loop: id, what it does to a walk (its name in static/descent.js), and how it reads.
LOOPS: Sequence[tuple[str, str, str]] = (
    ("stale-gradient", "stale-gradient", "θₙ = θ₀ − n·α·g(θ₀)"),
    ("restarted-each-step", "restarted-position", "θ ← θ₀ − α·g(θ)"),
    ("restarted-each-step", "restarted-step", "θ ← θ₀ − α·g(θ₀)"),
    ("extra-step", "extra-step", ""),
    ("missing-step", "missing-step", ""),
    ("returned-in-loop", "returned-in-loop", ""),
)

#: The letter that stands for a rate which a mistake has fixed in the code, and a value to show it with.
FIXED_RATE = 0.01


def model(derivation: Derivation, cost: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return one cost as a lab's page has it.

    Parameters
    ----------
    derivation : Derivation
        Of the exercise's problem.
    cost : str
        The name of the cost, if the problem has several.
    data : mapping of str to list
        Samples by name, as nested lists.
    """
    costs = derivation.costs[cost]
    sizes = _sizes(derivation, costs, data)
    parameters = [parameter.name for parameter in derivation.parameters]
    return {
        "parameters": parameters,
        "labels": {name: label(name) for name in parameters},
        "samples": [quantity.name for quantity in derivation.data if quantity.indices[:1] == ("i",)],
        "values": {**data, **sizes},
        "cost": tree(costs.cost),
        "text": costs.cost.text,
        "gradient": {name: tree(formula) for name, formula in costs.gradient.items()},
        "slopes": {name: formula.text for name, formula in costs.gradient.items()},
        "rules": [tree(rule.formula) for rule in derivation.rules],
        "ruleIds": [rule.id for rule in derivation.rules],
        "ruleTexts": [rule.formula.text for rule in derivation.rules],
    }


def tree(formula: Formula) -> dict[str, Any]:
    """Return what the page evaluates of a formula."""
    return {"tree": formula.tree, "free": list(formula.free)}


def label(name: str) -> str:
    """Return a parameter's name as people write it."""
    return {"theta": "θ", "alpha": "α", "beta": "β", "beta1": "β₁", "beta2": "β₂", "rho": "ρ"}.get(name, name)


def _sizes(derivation: Derivation, costs: CostModel, data: Mapping[str, Any]) -> dict[str, int]:
    sizes = {} if costs.n_features is None else {"n": costs.n_features}
    for quantity in derivation.data:
        axis: Any = data[quantity.name]
        for index in quantity.indices:
            sizes[INDEX_SIZES[index]] = len(axis)
            axis = axis[0]
    return sizes


def mistakes(derivation: Derivation, cost: str) -> list[dict[str, Any]]:
    """Return every named mistake in gradient, update and loop that has a path of its own, with variants."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, variant in (
        *_in_gradient(derivation, derivation.costs[cost]),
        *_in_rules(derivation),
        *_in_order(derivation),
        *_in_loop(),
    ):
        found.setdefault(name, []).append(variant)
    return [
        {
            "id": name,
            "title": headed(told(CATALOGUE[name].title)),
            "message": told(CATALOGUE[name].message),
            "question": told(CATALOGUE[name].question),
            "concept": CATALOGUE[name].concept,
            "variants": variants,
        }
        for name, variants in found.items()
    ]


def _in_gradient(derivation: Derivation, costs: CostModel) -> Iterator[tuple[str, dict[str, Any]]]:
    indices = {parameter.name: parameter.indices for parameter in derivation.parameters}
    for candidate in costs.wrong_gradients:
        shapes = {name: formula.free for name, formula in candidate.outputs.items()}
        if shapes != indices or len(candidate.misconceptions) > 1:
            continue  # a gradient of another shape than its parameter takes no step
        lines = [f"∂J/∂{label(name)} = {formula.text}" for name, formula in candidate.outputs.items()]
        plan = {"gradient": {name: tree(formula) for name, formula in candidate.outputs.items()}}
        detail = ", ".join(label(name) for name in candidate.detail)
        for name in (*candidate.misconceptions, *candidate.equal):
            yield name, {"detail": detail, "kind": "gradient", "lines": lines, "plan": plan}


def _in_rules(derivation: Derivation) -> Iterator[tuple[str, dict[str, Any]]]:
    names = [parameter.name for parameter in derivation.parameters]
    partly = {"ignored-alpha": "alpha-on-one-parameter", "unchanged-parameters": "updated-one-parameter"}
    for number, rule in enumerate(derivation.rules):
        if not rule.id:
            continue
        plan: dict[str, Any] = {"rules": dict.fromkeys(names, number)}
        if "c" in rule.formula.text:
            plan["c"] = FIXED_RATE
        yield rule.id, _update(derivation, plan, "")
        if rule.id == "double-step":
            lines = update_lines(derivation)
            twice = {
                "detail": say("taken twice"),
                "kind": "update",
                "lines": [*lines, *lines],
                "plan": {"times": 2},
            }
            yield rule.id, twice
        if rule.id in partly and len(names) > 1:
            for name in names:
                one = {"rules": {name: number}}
                yield partly[rule.id], _update(derivation, one, say("wrong for {name}", name=label(name)))
    if len(names) == 2 and len({parameter.indices for parameter in derivation.parameters}) == 1:
        plan = {"of": {names[0]: names[1], names[1]: names[0]}}
        yield "swapped-gradients", _update(derivation, plan, "")


def _in_order(derivation: Derivation) -> Iterator[tuple[str, dict[str, Any]]]:
    names = [parameter.name for parameter in derivation.parameters]
    for order in permutations(names) if len(names) > 1 else ():
        first = say("{name} first", name=label(order[0]))
        yield "sequential-update", _update(derivation, {"order": list(order)}, first)


def _in_loop() -> Iterator[tuple[str, dict[str, Any]]]:
    in_words = {
        "extra-step": say("n + 1 steps where n were asked"),
        "missing-step": say("n − 1 steps where n were asked"),
        "returned-in-loop": say("1 step, whatever n is"),
    }
    for name, loop, line in LOOPS:
        yield name, {"detail": "", "kind": "loop", "lines": [line or in_words[loop]], "plan": {"loop": loop}}


def _update(derivation: Derivation, plan: dict[str, Any], detail: str) -> dict[str, Any]:
    return {"detail": detail, "kind": "update", "lines": update_lines(derivation, plan), "plan": plan}


def update_lines(derivation: Derivation, plan: Mapping[str, Any] | None = None) -> list[str]:
    """Return the lines of an update by a plan, the right one without a plan."""
    plan = plan or {}
    names = [parameter.name for parameter in derivation.parameters]
    order: Sequence[str] = plan.get("order", names)
    lines = []
    for place, name in enumerate(order):
        rule = derivation.rules[plan.get("rules", {}).get(name, 0)]
        renewed = order[:place] if "order" in plan else ()
        at = ", ".join(f"{label(each)}_new" if each in renewed else label(each) for each in names)
        gradient = f"∂J/∂{label(plan.get('of', {}).get(name, name))}({at})"
        fixed = f"{plan.get('c', 0):g}"
        lines.append(f"{label(name)}_new = {rule.text(label(name), gradient, 'α', fixed)}")
    return lines


def optimiser(derivation: Derivation, function: str, settings: Sequence[str]) -> dict[str, Any]:
    """Return an optimiser's formulas, what it keeps between steps, and which settings it has."""
    outputs = derivation.functions[function].outputs
    return {
        "outputs": {name: tree(formula) for name, formula in outputs.items()},
        "texts": {name: formula.text for name, formula in outputs.items()},
        "keeps": [name for name in outputs if name != "theta"],
        "settings": list(settings),
    }
