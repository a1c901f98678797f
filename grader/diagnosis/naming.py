"""Names what the explanations of an update's parts amount to, and writes them as mathematics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.finding import Finding
from grader.diagnosis.formulas import numeric_globals, quantity_text, symbol_text
from grader.wording import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.judge.bench import Bench
    from grader.kit import Function
    from grader.maths.model import Rule


@dataclass(frozen=True)
class Part:
    """One parameter, or one coordinate of one: what is assigned at a time."""

    name: str
    place: tuple[int, ...] | None = None

    @property
    def label(self) -> str:
        """Such as `w` or `w[0]`."""
        return self.name if self.place is None else self.name + "".join(f"[{n}]" for n in self.place)

    def of(self, value: Any) -> Any:
        """Return this part of a parameter's value."""
        return value if self.place is None else np.asarray(value)[self.place]


@dataclass(frozen=True)
class Explanation:
    """How one part's new value comes about."""

    part: Part
    rule: Rule
    gradient_of: Part
    renewed: tuple[Part, ...]
    number: float = 0.0


def name_explanations(
    bench: Bench,
    function: Function,
    chosen: Sequence[Explanation],
    misconceptions: Sequence[str],
    detail: tuple[str, ...],
) -> list[Finding] | None:
    """Return the misconceptions that explanations of all parts amount to; None if they contradict.

    Parameters
    ----------
    bench : Bench
        The submission and the oracle.
    function : Function
        The update.
    chosen : sequence of Explanation
        One for each part.
    misconceptions, detail : sequence of str
        What is wrong with the gradient that they rest on.
    """
    order = update_order(chosen)
    if order is not None and any(explanation.renewed for explanation in chosen):
        chosen = sorted(chosen, key=lambda explanation: order.index(explanation.part.label))
    formula = joined("\n", [_line(bench, explanation) for explanation in _worth_showing(chosen)])
    found: list[Finding] = []

    def add(misconception: str, detail: tuple[str, ...] = ()) -> None:
        found.append(Finding(misconception, function.name, detail, formula))

    for place, name in enumerate(misconceptions):
        add(name, detail if place == 0 else ())
    rules = {explanation.rule.id for explanation in chosen}
    right = tuple(e.part.label for e in chosen if not e.rule.id)
    wrong = tuple(e.part.label for e in chosen if e.rule.id)
    some = len(rules) == 2 and "" in rules
    if some and "ignored-alpha" in rules:
        add("alpha-on-one-parameter", right)
    elif some and "unchanged-parameters" in rules:
        add("updated-one-parameter", right)
    else:
        for rule in sorted(rules - {""}):
            if rule == "hard-coded-alpha":
                found += _hard_coded(bench, function, chosen, formula)
            else:
                add(rule, wrong if some else ())
    crossed = [e for e in chosen if e.gradient_of is not e.part]
    if crossed:
        is_exchange = len({e.gradient_of.label for e in chosen}) == len(chosen)
        if len(crossed) < len(chosen) and is_exchange and any(e.part.place is not None for e in crossed):
            return None
        if not is_exchange and any(e.part.place is not None for e in crossed):
            return None  # all components moved by one of them: a feature is missing, nothing is swapped
        add("swapped-gradients")
    if any(explanation.renewed for explanation in chosen):
        if order is None:
            return None
        add("sequential-update", order)
    return found


def _worth_showing(chosen: Sequence[Explanation]) -> Sequence[Explanation]:
    """Return the parts whose assignments are shown: of more than two those that are not as they should be."""
    wrong = [e for e in chosen if e.rule.id or e.renewed or e.gradient_of is not e.part]
    return wrong if wrong and len(chosen) > 2 and not any(e.part.place for e in chosen) else chosen


def _hard_coded(
    bench: Bench, function: Function, chosen: Sequence[Explanation], formula: str
) -> list[Finding]:
    numbers = [e.number for e in chosen if e.rule.id == "hard-coded-alpha"]
    for name, value in numeric_globals(bench.submission).items():
        if np.size(value) == 1 and all(abs(float(value.ravel()[0]) - number) < 1e-9 for number in numbers):
            rate = bench.exercise.roles.get("rate", "alpha")
            text = sentence(
                "{formula}\nwith the file's {name} = {number:g}",
                formula=formula,
                name=name,
                number=numbers[0],
            )
            return [Finding("global-instead-of-argument", function.name, (rate,), text, number=numbers[0])]
    return [Finding("hard-coded-alpha", function.name, (), formula, number=numbers[0])]


def update_order(chosen: Sequence[Explanation]) -> tuple[str, ...] | None:
    """Return the parts in the order in which they were updated; None if there is no such order."""
    waiting = {e.part.label: {other.label for other in e.renewed} for e in chosen}
    order: list[str] = []
    while waiting:
        ready = [label for label, needs in waiting.items() if needs <= set(order)]
        if not ready:
            return None
        order.append(ready[0])
        del waiting[ready[0]]
    return tuple(order)


def _line(bench: Bench, explanation: Explanation) -> str:
    """Return one part's assignment as mathematics, with the point where the gradient was taken."""
    parameters = [parameter.name for parameter in bench.derivation.parameters]
    target, of = explanation.part, explanation.gradient_of
    gradient = quantity_text(of.label) if "gradient" not in bench.exercise.roles else "grad"
    where: str = ""
    if explanation.renewed:
        renewed = {part.name for part in explanation.renewed}
        if any(part.place is not None for part in explanation.renewed):
            points = [sentence("{name} new", name=symbol_text(part.label)) for part in explanation.renewed]
            where = sentence(" (with {points})", points=joined(", ", points))
        else:
            point = ", ".join(
                f"{symbol_text(name)}_new" if name in renewed else symbol_text(name) for name in parameters
            )
            gradient += f"({point})"
    elif len(parameters) > 1:
        gradient += f"({', '.join(symbol_text(name) for name in parameters)})"
    number = f"{explanation.number:g}"
    right_side = explanation.rule.text(symbol_text(target.label), gradient + where, "α", number)
    left = f"{symbol_text(target.label)}_new = "
    if not where or right_side.count(where) != 1:
        return left + right_side
    # The words in a formula stay a part of their own, so that they can be translated.
    before, _, after = right_side.partition(where)
    return joined("", [left + before, where, after])
