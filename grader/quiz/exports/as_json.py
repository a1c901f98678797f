"""A bank as plain JSON, described key by key in docs/quiz-export.md and in quiz.schema.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grader.quiz.exports.bank import (
    Blanks,
    Choice,
    CodeLine,
    Essay,
    Formula,
    Matching,
    Numeric,
    Ordering,
    Output,
)
from grader.quiz.exports.formats import Export
from grader.quiz.exports.fragments import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.exports.bank import Bank, Body, ConceptBank, Gap, Number, Question, Wrong


def write(bank: Bank, now: int) -> Export:
    """Return a bank as JSON; nothing of it is lost but what no format carries."""
    head = {
        "format": "grader-quiz",
        "version": 1,
        "course": {"id": bank.course, "title": bank.title},
        "language": bank.language,
        "notation": bank.notation,
    }
    # Concept by concept, for as tables all of them take many times what they take as text.
    begun = _text(head, 0).removesuffix("\n}") + ',\n "concepts": '
    concepts = [b"\n  " + _text(_concept(concept), 2).encode() for concept in bank.concepts]
    whole = b"[" + b",".join(concepts) + b"\n ]" if concepts else b"[]"
    return Export(begun.encode() + whole + b"\n}\n", bank.losses)


def _text(data: dict[str, Any], depth: int) -> str:
    """Return a table as JSON that stands so deep within another one."""
    # No text holds a line break of its own in JSON.
    return clean_text(json.dumps(data, indent=1, ensure_ascii=False)).replace("\n", "\n" + " " * depth)


def _concept(concept: ConceptBank) -> dict[str, Any]:
    return {
        "id": concept.id,
        "title": concept.title,
        "summary": concept.summary,
        "number": concept.number,
        "questions": [_question(question) for question in concept.questions],
        "interview": [_question(question) for question in concept.interview],
        "cards": [
            {"id": card.id, "front": card.front, "back": card.back, "misconception": card.misconception}
            for card in concept.cards
        ],
        "figures": [
            {
                "id": figure.id,
                "svg": figure.svg,
                "caption": figure.caption,
                "alt": figure.alt,
                "labels": list(figure.labels),
            }
            for figure in concept.figures
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "item": question.item,
        "kind": question.kind,
        "level": question.level,
        "points": question.points,
        "draw": dict(question.draw),
        "misconceptions": list(question.misconceptions),
        "stem": question.stem,
        "hint": question.hint or None,
        "explanation": question.explanation or None,
        **_body(question.body),
    }


def _body(body: Body) -> dict[str, Any]:
    match body:
        case Choice():
            return {"shuffle": body.is_shuffled, "options": [_option(option) for option in body.options]}
        case Numeric():
            return {"key": _number(body.key), "tolerance": body.tolerance, **_told(body, body.expected)}
        case Formula():
            variables = [{"name": name, "meaning": meaning} for name, meaning in body.variables]
            key = {"text": body.key, "html": body.html}
            return {"variables": variables, "key": key, **_told(body, body.expected)}
        case Ordering():
            steps = [{"id": n, "html": html, "before": list(body.before[n])} for n, html in body.steps]
            return {"steps": steps, "right": body.right, "other": body.other}
        case Matching():
            return {
                "lefts": [
                    {"id": left.id, "html": left.html, "partner": left.partner, "feedback": left.feedback}
                    for left in body.lefts
                ],
                "rights": [{"id": name, "html": html} for name, html in body.rights],
            }
        case CodeLine():
            return {"ask": "line", "lines": list(body.lines), "key": body.key, **_told(body, ())}
        case Output():
            return {"ask": "output", "lines": list(body.lines), "key": body.key, **_told(body, body.expected)}
        case Blanks():
            return {"blanks": [_gap(gap) for gap in body.gaps]}
        case Essay():
            return {"tier": body.tier, "answer": body.answer, "checklist": list(body.checklist)}


def _option(option: Any) -> dict[str, Any]:
    return {
        "id": option.id,
        "html": option.html,
        "right": option.is_right,
        "pinned": option.is_pinned,
        "feedback": option.feedback,
        "misconception": option.misconception,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "choices": [{"text": text, "html": html} for text, html in gap.choices],
        "accept": list(gap.accept),
        "number": _number(gap.number) if gap.number else None,
        "tolerance": gap.tolerance,
        **_told(gap, gap.expected),
    }


def _told(body: Any, expected: Sequence[Wrong]) -> dict[str, Any]:
    return {
        "right": body.right,
        "other": body.other,
        "expected": [
            {
                "number": _number(wrong.number) if wrong.number else None,
                "texts": list(wrong.texts),
                "html": wrong.html or None,
                "feedback": wrong.feedback,
                "misconception": wrong.misconception,
            }
            for wrong in expected
        ],
    }


def _number(number: Number) -> dict[str, Any]:
    return {"exact": number.exact, "number": number.value}
