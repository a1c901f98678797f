"""From a course to the bank that is exported: every item's variants drawn, every text finished."""

from __future__ import annotations

import gc
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import KitError
from grader.quiz.check import ConceptCheck
from grader.quiz.chrome import read_strings
from grader.quiz.contexts import course_id
from grader.quiz.draws import Spaces, shown_draw, work_out
from grader.quiz.exports.bank import Bank, Card, ConceptBank, Essay, Figure, Question
from grader.quiz.exports.bodies import body_of, misconceptions_in
from grader.quiz.exports.fragments import cleaned
from grader.quiz.exports.losses import Loss
from grader.quiz.exports.pictures import MARKS, standing_alone
from grader.quiz.expressions import ExpressionError
from grader.quiz.figures import draw_figure
from grader.quiz.markup import Compiler, Holes, filled, filled_throughout
from grader.quiz.page_items import merge
from grader.quiz.passing import Each, Shelf
from grader.quiz.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.quiz.course import Course
    from grader.quiz.draws import Variant
    from grader.quiz.markup import Notation
    from grader.quiz.reader import ConceptFile
    from grader.quiz.source import Concept, Item

#: What can be left out of an export.
PARTS = ("items", "cards", "interview", "figures")


@dataclass(frozen=True)
class Choosing:
    """What is exported, and how.

    Attributes
    ----------
    concepts : tuple of str
        All if empty.
    variants : int
        How many of each item with parameters.
    seed : str
        Which of them.
    notation : str
        How mathematics is written: `mathml` or `latex`.
    without : frozenset of str
        Parts that are left out.
    title, language : str
        Of the course; of the words around the questions.
    pages : str
        Where the built pages are on the web; empty if nowhere.
    """

    concepts: tuple[str, ...] = ()
    variants: int = 3
    seed: str = "export"
    notation: Notation = "mathml"
    without: frozenset[str] = frozenset()
    title: str = ""
    language: str = "en"
    pages: str = ""


def gather(course: Course, choosing: Choosing) -> Bank:
    """Return the bank of a course.

    Raises
    ------
    UsageError
        A concept does not exist.
    KitError
        Concepts have faults; holds all of them.
    """
    words = read_strings(course.kit, choosing.language)
    files = [course.file(name) for name in dict.fromkeys(choosing.concepts)] or list(course.files.values())
    numbers = {name: number for number, name in enumerate(course.files, start=1)}
    title = choosing.title or course.kit.title or words["page.course-title"]
    faults: list[Any] = []
    # All questions of a large course are too much for memory.
    shelf = Shelf()
    losses: list[Loss] = []
    for file in files:
        try:
            maker = _Maker(course, file, choosing)
            shelf.put(file.id, maker.concept_bank(numbers[file.id]))
            losses += maker.losses
        except KitError as error:
            faults += error.faults
        # A command looks for garbage seldom, and of a large course much would pile up.
        gc.collect(1)
    if faults:
        raise KitError(faults)
    # Neither another title nor another language makes the same notes new ones.
    course_name = course_id(course.kit.title)
    concepts: Each[str, ConceptBank] = Each([file.id for file in files], shelf.get)
    return Bank(course_name, title, choosing.language, choosing.notation, concepts, words, tuple(losses))


def chosen_variants(variants: Sequence[Variant], item_id: str, count: int, seed: str) -> list[Variant]:
    """Return so many variants, by a hash of seed, item and draw: a larger number only adds some."""
    return sorted(variants, key=lambda variant: _hash(seed, item_id, _drawn(variant)))[:count]


def question_id(item_id: str, variant: Variant) -> str:
    """Return the id of a variant: by what is drawn, so that neither seed nor number changes it."""
    return f"{item_id}~{_hash(item_id, _drawn(variant))[:8]}" if variant.draw else item_id


def _drawn(variant: Variant) -> str:
    return json.dumps(shown_draw(variant.draw))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class _Maker:
    """One concept on its way into the bank."""

    def __init__(self, course: Course, file: ConceptFile, choosing: Choosing) -> None:
        if file.concept is None:
            raise KitError(file.faults)
        self.course = course
        self.file = file
        self.concept: Concept = file.concept
        self.choosing = choosing
        self.spaces = Spaces(self.concept, course.workshop.oracle)
        self.losses: list[Loss] = []

    def concept_bank(self, number: int) -> ConceptBank:
        """Return what is exported of the concept; raises KitError with all faults."""
        without = self.choosing.without
        try:
            return ConceptBank(
                self.file.id,
                self.concept.title,
                self.text(None, self.concept.summary, self.file.id),
                number,
                () if "items" in without else tuple(self._questions()),
                () if "interview" in without else tuple(self._interview()),
                () if "cards" in without else tuple(self._card(card) for card in self.concept.cards),
                () if "figures" in without else tuple(self._figure(one) for one in self.concept.figures),
            )
        except ExpressionError as error:
            found = [one.fault for one in ConceptCheck(self.course, self.file).run() if not one.is_warning]
            raise KitError(found or [self.file.fault(str(error), ())]) from None

    # --- texts -----------------------------------------------------------------------------------------

    def text(self, part: Any, text: str, where: str, *, block: bool = False) -> str:
        """Return a text as finished HTML; raises ExpressionError if it has a fault."""
        compiler = Compiler(Holes(), notation=self.choosing.notation)
        html = compiler.block(text) if block else compiler.option(text)
        if compiler.faults:
            raise ExpressionError(compiler.faults[0])
        if compiler.holes.holes:
            html = filled(html, compiler.holes.fills(self.spaces.of(part)))
        return self._cleaned(html, where)

    def _cleaned(self, html: str, where: str) -> str:
        clean, lost = cleaned(html, self.choosing.pages)
        if lost:
            loss = Loss("links", "Links to lessons are only words; --pages URL makes them links.", where)
            if loss not in self.losses:
                self.losses.append(loss)
        return clean

    def _throughout(self, data: Any, where: str) -> Any:
        """Return an item's data with every text cleaned; texts that are compared are left as they are."""
        if isinstance(data, dict):
            return {
                key: value if key in _NOT_HTML else self._throughout(value, where)
                for key, value in data.items()
            }
        if isinstance(data, list):
            return [self._throughout(value, where) for value in data]
        return self._cleaned(data, where) if isinstance(data, str) else data

    # --- items -----------------------------------------------------------------------------------------

    def _questions(self) -> Iterator[Question]:
        for item in self.concept.items:
            yield from self._variants(item)

    def _variants(self, item: Item) -> Iterator[Question]:
        item_id = f"{self.file.id}/{item.id}"
        prepared = prepare(item_id, item, self.course.workshop, self.choosing.notation)
        if prepared.faults:
            raise ExpressionError(prepared.faults[0][0])
        draws = work_out(self.concept, prepared)
        if len(draws.variants) < (2 if item.parameters else 1):
            raise ExpressionError(f"{item.id} cannot be asked: {draws.excluded[0][1]}")
        data = merge(prepared.shown, prepared.told)
        for variant in chosen_variants(draws.variants, item_id, self.choosing.variants, self.choosing.seed):
            shown = filled_throughout(data, prepared.holes.fills(variant.namespace))
            shown = self._throughout(shown, item_id)
            name = question_id(item_id, variant)
            body = body_of(name, item, shown, variant, self.choosing.notation)
            yield Question(
                name,
                item_id,
                item.kind,
                item.level,
                item.points,
                shown["stem"],
                body,
                shown["hint"] or "",
                shown["explanation"] or "",
                shown_draw(variant.draw),
                misconceptions_in(shown),
            )

    # --- the rest --------------------------------------------------------------------------------------

    def _interview(self) -> Iterator[Question]:
        for asked in self.concept.interview:
            # An item may have the same id.
            name = f"{self.file.id}/interview/{asked.id}"
            answer = self.text(asked, asked.answer, name, block=True)
            checklist = tuple(self.text(asked, line, name) for line in asked.checklist)
            question = self.text(asked, asked.question, name, block=True)
            body = Essay(asked.tier, answer, checklist)
            yield Question(name, name, "interview", "explain", 1, question, body)

    def _card(self, card: Any) -> Card:
        name = f"{self.file.id}/{card.id}"
        front, back = (self.text(card, text, name, block=True) for text in (card.front, card.back))
        return Card(name, front, back, card.misconception)

    def _figure(self, figure: Any) -> Figure:
        name = f"{self.file.id}/{figure.name}"
        drawn = draw_figure(self.concept, figure, self.course.workshop)
        labels = tuple(
            f"{MARKS[place % len(MARKS)]} {self.text(figure, path.label, name)}"
            for place, path in enumerate(figure.paths)
        )
        caption = self.text(figure, figure.caption, name)
        return Figure(name, standing_alone(drawn.svg), caption, figure.alt, labels)


#: Keys of an item's data that are no HTML.
_NOT_HTML = frozenset({"id", "kind", "level", "values", "type", "misconception", "ask", "name", "text"})
