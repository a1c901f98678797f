"""The concepts that ship with the kit: each is whole, and together they explain every misconception."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.kit import find_kit
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.check import named_in_items
from grader.quiz.course import read_course
from grader.quiz.source import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.quiz.source import Concept


@pytest.fixture(scope="module")
def concepts() -> Mapping[str, Concept]:
    """All concepts of this kit, as they are written."""
    files = read_course(find_kit()).files
    return {name: file.concept for name, file in files.items() if file.concept is not None}


def test_catalogue_is_explained(concepts: Mapping[str, Concept]) -> None:
    """The concept that a misconception names lists it, has an item with feedback about it, and a card."""
    unexplained = []
    for name, misconception in CATALOGUE.items():
        concept = concepts[misconception.concept]
        places = {
            "list": concept.misconceptions,
            "items": tuple(named_in_items(concept)),
            "cards": tuple(card.misconception for card in concept.cards),
        }
        unexplained += [
            (misconception.concept, place, name) for place, names in places.items() if name not in names
        ]

    assert [] == unexplained


def test_all_twenty(concepts: Mapping[str, Concept]) -> None:
    """There are twenty concepts, their order has no gap, and at least 60 of their items have variants."""
    drawn = sum(bool(item.parameters) for concept in concepts.values() for item in concept.items)

    assert list(range(1, 21)) == sorted(concept.order for concept in concepts.values())
    assert drawn >= 60


def test_each_is_whole(concepts: Mapping[str, Concept]) -> None:
    """Every concept has a lesson with pictures and a lab, kinds, variants, cards and interviews enough."""
    lacking = {}
    for name, concept in concepts.items():
        lesson = {section.kind for section in concept.lesson}
        enough = {
            "refresher": "refresher" in lesson,
            "worked example": "worked-example" in lesson,
            "table": "|---" in "".join(section.text for section in concept.lesson),
            "legend": len(concept.legend) >= 3,
            "figure": bool(concept.figures),
            "lab": bool(concept.labs),
            "items": len(concept.items) >= 8,
            "kinds": len({item.kind for item in concept.items}) >= 4,
            "variants": sum(bool(item.parameters) for item in concept.items) >= 4,
            "code to read": any(item.kind == "code" for item in concept.items),
            "cards": len(concept.cards) >= 10,
            "trade-off": any(card.id.startswith("trade-off") for card in concept.cards),
            "interview": {"beginner", "intermediate", "expert"} <= {q.tier for q in concept.interview},
            "answers": all(len(q.answer.split()) >= 60 for q in concept.interview),
        }
        lacking[name] = [part for part, is_there in enough.items() if not is_there]

    assert {} == {name: parts for name, parts in lacking.items() if parts}


def test_length_tells_nothing(concepts: Mapping[str, Concept]) -> None:
    """Who always takes the longest option of a single choice is right less often than by guessing."""
    hits, by_guessing = 0, 0.0
    for concept in concepts.values():
        for item in concept.items:
            if isinstance(item, ChoiceItem) and item.kind == "single":
                longest = max(item.options, key=lambda option: len(option.text or option.formula or ""))
                hits += longest.right
                by_guessing += 1 / len(item.options)

    assert hits <= by_guessing


def test_every_lab_is_used(concepts: Mapping[str, Concept]) -> None:
    """Each lab is linked from a lesson, and stands in its text."""
    placed = {
        lab.lab
        for concept in concepts.values()
        for lab in concept.labs
        if any(f"[[lab:{lab.name}]]" in section.text for section in concept.lesson)
    }

    assert {path.stem for path in (find_kit().root / "quizzes" / "labs").glob("*.toml")} == placed
