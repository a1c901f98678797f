"""What `grader quiz variants` shows: every draw of an item, worked out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError, UsageError, near_names
from grader.quiz.draws import shown_draw, variant_index, work_out
from grader.quiz.expressions import ExpressionError
from grader.quiz.prepared import prepare
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.quiz.course import Course
    from grader.quiz.draws import Draws


def list_variants(course: Course, item_id: str, seed: str | None) -> str:
    """Return the draws of an item as text: those on a page with their number there."""
    draws = _draws(course, item_id)
    on_page = draws.on_page(item_id)
    lines = [
        f"{item_id}: {_count(len(draws.variants))} of {len(draws.variants) + len(draws.excluded)} draws\n"
    ]
    for variant in draws.variants:
        number = f"#{on_page.index(variant)}" if variant in on_page else ""
        lines.append(f"{number:>5}  {_draw(variant.draw)}  → {_key(variant.answer.key)}\n")
    if draws.excluded:
        lines.append(f"left out: {len(draws.excluded)}\n")
        lines += [f"       {_draw(draw)}  {reason}\n" for draw, reason in draws.excluded]
    if seed is not None and on_page:
        lines.append(f"seed {seed}: variant #{variant_index(seed, item_id, len(on_page))}\n")
    return "".join(lines)


def variants_as_values(course: Course, item_id: str, seed: str | None) -> dict[str, Any]:
    """Return the draws of an item for a program: those on a page with their number there, else null."""
    draws = _draws(course, item_id)
    on_page = draws.on_page(item_id)
    return {
        "schema": "grader/quiz-variants/1",
        "item": item_id,
        "variants": [
            {
                "number": on_page.index(variant) if variant in on_page else None,
                "draw": shown_draw(variant.draw),
                "key": variant.answer.key,
            }
            for variant in draws.variants
        ],
        "left_out": [{"draw": shown_draw(draw), "reason": reason} for draw, reason in draws.excluded],
        "of_seed": None if seed is None else variant_index(seed, item_id, len(on_page)),
    }


def _draws(course: Course, item_id: str) -> Draws:
    """Return the draws of an item; raises UsageError if there is none, KitError if it has faults."""
    concept_name, _, name = item_id.partition("/")
    file = course.file(concept_name)
    if file.concept is None:
        raise KitError(file.faults)
    items = {item.id: (place, item) for place, item in enumerate(file.concept.items)}
    if name not in items:
        near = near_names(name, items)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(items)}."
        raise UsageError(f"{concept_name} has no item “{name}”. {hint}")
    place, item = items[name]
    prepared = prepare(item_id, item, course.workshop)
    try:
        return work_out(file.concept, prepared)
    except ExpressionError as error:
        line = file.lines.find(("items", place))
        raise KitError([Fault(shown(file.path), line, f"{name}: {error}")]) from None


def _count(number: int) -> str:
    return f"{number} {'variant' if number == 1 else 'variants'}"


def _draw(draw: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in shown_draw(draw).items()) or "(nothing is drawn)"


def _key(key: Any) -> str:
    if isinstance(key, dict) and "number" in key:
        return str(key["exact"] or key["number"])
    return key if isinstance(key, str) else json.dumps(key, ensure_ascii=False)


def list_concepts(course: Course) -> str:
    """Return a line for each concept: what there is of it."""
    rows = [("concept", "items", "drawn", "cards", "title")]
    for file in course.files.values():
        if file.concept is None:
            rows.append((file.id, "", "", "", "has faults; see grader quiz check"))
            continue
        concept = file.concept
        drawn = sum(bool(item.parameters) for item in concept.items)
        rows.append((file.id, str(len(concept.items)), str(drawn), str(len(concept.cards)), concept.title))
    width = max(len(row[0]) for row in rows)
    return "".join(
        f"{name:<{width}}  {items:>5}  {drawn:>5}  {cards:>5}  {title}\n"
        for name, items, drawn, cards, title in rows
    )


def concepts_as_values(course: Course) -> dict[str, Any]:
    """Return what there is of each concept for a program; of one with faults only its name."""
    concepts = []
    for file in course.files.values():
        concept = file.concept
        values: dict[str, Any] = {"concept": file.id, "has_faults": concept is None}
        if concept is not None:
            values |= {
                "title": concept.title,
                "n_items": len(concept.items),
                "n_drawn": sum(bool(item.parameters) for item in concept.items),
                "n_cards": len(concept.cards),
                "exercises": list(concept.exercises),
            }
        concepts.append(values)
    return {"schema": "grader/quiz-list/1", "concepts": concepts}
