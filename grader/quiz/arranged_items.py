"""Items in which texts are put in order, or paired."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from grader.quiz.markup import filled
from grader.quiz.prepared import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.quiz.prepared import Prepared
    from grader.quiz.source import MatchingItem, OrderingItem
    from grader.quiz.values import Namespace

#: Among few steps with few bounds hardly any order is wrong in both directions.
MOST_MIXES = 100


def _start(item: str, before: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a mixed order to begin with: not a right one, and not the right one backwards."""
    steps = list(before)

    def is_right(order: Sequence[str]) -> bool:
        return not any(late in before[early] for place, early in enumerate(order) for late in order[place:])

    for attempt in range(MOST_MIXES):
        order = sorted(steps, key=lambda step: _digest(f"{item} {step} {attempt}"))
        if not is_right(order) and not is_right(order[::-1]):
            return order
    return steps[::-1]


def prepare_ordering(prepared: Prepared, item: OrderingItem) -> None:
    """Prepare an item whose steps are put in order."""
    before = all_before({step.id: step.after for step in item.steps})
    html = {
        step.id: prepared.html(step.text, "steps", place, "text", how="option")
        for place, step in enumerate(item.steps)
    }
    start = _start(prepared.id, before)
    prepared.shown["steps"] = [{"id": name, "html": html[name]} for name in start]
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
    }
    prepared.answer = lambda _: Answer({"before": before})


def all_before(after: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return all that must come before each step, however indirectly; a circle contains its own step."""
    found: dict[str, list[str]] = {}
    for name in after:
        reached: list[str] = []
        waiting = list(after[name])
        while waiting:
            step = waiting.pop(0)
            if step not in reached:
                reached.append(step)
                waiting += after.get(step, ())
        found[name] = sorted(reached)
    return found


def prepare_matching(prepared: Prepared, item: MatchingItem) -> None:
    """Prepare an item whose sides are paired."""
    lefts, told, rights = [], [], []
    for place, pair in enumerate(item.pairs):
        where = ("pairs", place)
        lefts.append({"id": pair.id, "html": prepared.html(pair.left, *where, "left", how="option")})
        told.append({"feedback": prepared.html(pair.feedback, *where, "feedback", how="option")})
        rights.append((pair.id, prepared.html(pair.right, *where, "right", how="option")))
    for place, decoy in enumerate(item.decoys):
        rights.append(("", prepared.html(decoy, "decoys", place, how="option")))
    mixed = sorted(rights, key=lambda right: _digest(f"{prepared.id} {right[1]}"))
    prepared.shown |= {
        "lefts": lefts,
        "rights": [{"id": f"r{place}", "html": html} for place, (_, html) in enumerate(mixed)],
    }
    prepared.told["lefts"] = told
    key = {name: f"r{place}" for place, (name, _) in enumerate(mixed) if name}
    htmls = [html for _, html in mixed]

    def answer(namespace: Namespace) -> Answer:
        fills = prepared.holes.fills(namespace)
        shown = [filled(html, fills) for html in htmls]
        clash = "two right sides are the same" if len(set(shown)) < len(shown) else ""
        return Answer(key, clash=clash)

    prepared.answer = answer


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
