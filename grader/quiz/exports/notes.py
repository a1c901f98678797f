"""Questions and cards as notes with a front and a back, for Anki: what a person asks themselves."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from grader.quiz.exports.adapting import listed_wrongs, model_answer, spoken, stem_with
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
from grader.quiz.exports.bodies import mixed
from grader.quiz.exports.fragments import (
    bullets,
    code_block,
    letter,
    lettered,
    numbered_code,
    paragraph,
    text_html,
    with_gaps,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.quiz.exports.bank import Bank, ConceptBank, Gap, Question


_COMMAND = re.compile(r"\[(?=sound:|anki:|/?latex\]|/?\${1,2}\])", re.IGNORECASE)


@dataclass(frozen=True)
class Note:
    """One note.

    Attributes
    ----------
    guid : str
        The same for the same card or question, whatever its wording: Anki finds it again by that.
    key : str
        `concept/card`, or a question's id.
    deck : str
        Its name.
    front, back : str
        HTML.
    """

    guid: str
    key: str
    deck: str
    front: str
    back: str
    tags: tuple[str, ...]


def stable_hash(*parts: str) -> str:
    """Return a hash of names, as 64 hex digits."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def deck_name(bank: Bank, concept: ConceptBank) -> str:
    """Return the name of a concept's deck, below that of the course."""
    parts = (bank.title, f"{concept.number:02} {concept.title}")
    return "::".join(" ".join(part.replace("::", ":").split()) for part in parts)


def figure_file(bank: Bank, name: str) -> str:
    """Return the name of a figure's file among all files of a collection."""
    return f"{bank.course}-{name}"


def notes_of(bank: Bank, concept: ConceptBank, *, with_figures: bool) -> Iterator[Note]:
    """Yield the notes of a concept: cards, questions, interview questions and figures."""
    deck = deck_name(bank, concept)

    def note(key: str, front: str, back: str, *tags: str) -> Note:
        guid = stable_hash("note", bank.course, key)[:16]
        front, back = _inert(front), _inert(back)
        return Note(guid, key, deck, front, back, (f"concept::{concept.id}", *tags))

    for card in concept.cards:
        named = [f"misconception::{card.misconception}"] if card.misconception else []
        yield note(f"card/{card.id}", card.front, card.back, "kind::card", *named)
    for question in (*concept.questions, *concept.interview):
        named = [f"misconception::{name}" for name in question.misconceptions]
        front, back = sides(question, bank.words)
        tags = (f"kind::{question.kind}", f"level::{question.level}", *named)
        yield note(f"question/{question.id}", front, back, *tags)
    for figure in concept.figures if with_figures else ():
        picture = f'<img src="{figure_file(bank, figure.file)}" alt="{escape(figure.alt)}" />'
        asked = text_html(bank.words["export.figure"])
        legend = bullets(figure.labels) if len(figure.labels) > 1 else ""
        yield note(
            f"figure/{figure.id}",
            f"<p>{asked}</p><p>{picture}</p>{legend}",
            f"<p>{figure.caption}</p>",
            "kind::figure",
        )


def _inert(html: str) -> str:
    """Return a text in which Anki finds nothing to play and nothing to give to a LaTeX of its own."""
    return _COMMAND.sub("&#91;", html)


def sides(question: Question, words: Mapping[str, str]) -> tuple[str, str]:
    """Return a question's front and back."""
    asked, answer = _sides(question, words)
    if question.hint:
        summary = text_html(words["export.hint"])
        asked += f"<details><summary>{summary}</summary>{question.hint}</details>"
    return asked, answer + question.explanation


def _sides(question: Question, words: Mapping[str, str]) -> tuple[str, str]:
    body = question.body
    match body:
        case Choice():
            return _choice(question, body, words)
        case Numeric():
            key = f"<p><strong>{text_html(spoken(body.key))}</strong></p>"
            return question.stem, key + paragraph(body.right) + listed_wrongs(body.expected, words)
        case Formula():
            names = bullets(
                [f"<code>{text_html(name)}</code>: {meaning}" for name, meaning in body.variables]
            )
            key = f"<p>{body.html} &#160; <code>{text_html(body.key)}</code></p>"
            return question.stem + names, key + paragraph(body.right) + listed_wrongs(body.expected, words)
        case Ordering():
            order = mixed(body.steps, question.id)
            shown = order if order != body.steps else order[::-1]
            right = bullets([html for _, html in body.steps], "ol")
            return question.stem + bullets([html for _, html in shown]), right + paragraph(body.right)
        case Matching():
            return _matching(question, body)
        case CodeLine():
            line = f"<p><strong>{body.key}</strong>: <code>{body.lines[body.key - 1].strip()}</code></p>"
            return question.stem + numbered_code(body.lines), line + paragraph(body.right)
        case Output():
            key = code_block([text_html(body.key.strip("\n"))])
            wrong = listed_wrongs(body.expected, words)
            return stem_with(question, code_block(body.lines)), key + paragraph(body.right) + wrong
        case Blanks():
            return _blanks(question, body, words)
        case Essay():
            return question.stem, model_answer(body.answer, body.checklist, words)


def _choice(question: Question, body: Choice, words: Mapping[str, str]) -> tuple[str, str]:
    how = text_html(words["quiz.choose-any" if body.is_multiple else "quiz.choose-one"])
    front = f"{question.stem}<p><em>{how}</em></p>{lettered([option.html for option in body.options])}"
    letters = [letter(place) for place, option in enumerate(body.options) if option.is_right]
    rows = [
        f"<strong>{letter(place)}</strong> {'✓' if option.is_right else '✗'} {option.feedback}"
        for place, option in enumerate(body.options)
    ]
    return front, f"<p><strong>{', '.join(letters) or '–'}</strong></p>{bullets(rows)}"


def _matching(question: Question, body: Matching) -> tuple[str, str]:
    rights = dict(body.rights)
    letters = {name: letter(place) for place, name in enumerate(rights)}
    front = (
        question.stem + bullets([left.html for left in body.lefts], "ol") + lettered(list(rights.values()))
    )
    rows = [
        f"{left.html} → <strong>{letters[left.partner]}</strong> {rights[left.partner]}"
        f"{paragraph(left.feedback)}"
        for left in body.lefts
    ]
    return front, bullets(rows, "ol")


def _blanks(question: Question, body: Blanks, words: Mapping[str, str]) -> tuple[str, str]:
    gaps = {gap.id: gap for gap in body.gaps}

    def empty(name: str) -> str:
        choices = " / ".join(html for _, html in gaps[name].choices)
        return f"____ ({choices})" if choices else "____"

    def full(name: str) -> str:
        return f"<strong>{right_answer(gaps[name])}</strong>"

    told = bullets([paragraph(gap.right) + listed_wrongs(gap.expected, words) for gap in body.gaps], "ol")
    return with_gaps(question.stem, empty), with_gaps(question.stem, full) + told


def right_answer(gap: Gap) -> str:
    """Return what belongs into a gap, as HTML."""
    if gap.number is not None:
        return text_html(spoken(gap.number))
    shown = dict(gap.choices)
    return shown.get(gap.accept[0]) or text_html(gap.accept[0])
