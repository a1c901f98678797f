"""Items in which options are taken: one, or any number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import number_of
from grader.quiz.formula_items import latex_of
from grader.quiz.markup import filled
from grader.quiz.prepared import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.prepared import Prepared, Where
    from grader.quiz.source import ChoiceItem, Option
    from grader.quiz.values import Namespace


def option_ids(options: Sequence[Option]) -> list[str]:
    """Return the id of each option: its own, else `right`, the misconception's or its place's."""
    ids: list[str] = []
    for place, option in enumerate(options, start=1):
        name = option.id or ("right" if option.right else option.misconception) or f"option-{place}"
        ids.append(name if name not in ids else f"{name}-{place}")
    return ids


def prepare_choice(prepared: Prepared, item: ChoiceItem) -> None:
    """Prepare an item whose options are taken."""
    ids = option_ids(item.options)
    shown: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for place, option in enumerate(item.options):
        where = ("options", place)
        text = _option_text(prepared, option, where)
        shown.append({"id": ids[place], "html": text, "pinned": option.pinned})
        told.append(prepared.recognised(option, *where))
    prepared.shown |= {"shuffle": item.shuffle, "options": shown}
    prepared.told["options"] = told
    right = [name for name, option in zip(ids, item.options, strict=True) if option.right]
    stated = [
        None if option.value is None else prepared.expression(option.value, "options", place, "value")
        for place, option in enumerate(item.options)
    ]
    htmls: list[str] = [option["html"] for option in shown]

    def answer(namespace: Namespace) -> Answer:
        fills = prepared.holes.fills(namespace)
        seen: dict[Any, str] = {}
        for name, html, node in zip(ids, htmls, stated, strict=True):
            keys: list[Any] = [("text", filled(html, fills))]
            holes = prepared.holes.in_html(html)
            if node is not None:
                keys.append(("value", namespace.number(node)))
            elif holes:
                values = tuple(_comparable(namespace.value(hole.node)) for hole in holes)
                keys.append(("values", filled(html, ["•"] * len(prepared.holes.holes)), values))
            for key in keys:
                if key in seen:
                    return Answer(right, clash=f"{seen[key]} and {name} are the same")
            seen |= dict.fromkeys(keys, name)
        return Answer(right)

    prepared.answer = answer


def _option_text(prepared: Prepared, option: Option, where: Where) -> str:
    if option.formula is not None and option.text is None:
        node = prepared.expression(option.formula, *where, "formula")
        prepared.sources.pop()  # its names are symbols, not values
        return prepared.html(f"${latex_of(node)}$", *where, "formula", how="inline")
    if option.text is None:
        prepared.faults.append(("an option needs a text, or a formula", where))
        return ""
    return prepared.html(option.text, *where, "text", how="option")


def _comparable(value: Any) -> Any:
    return value if isinstance(value, tuple) else number_of(value)
