"""Everything that is wrong in a kit's concepts, found at once."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, near_names
from grader.maths.cache import cached_json, is_cached
from grader.maths.misconceptions import CATALOGUE
from grader.quiz.course import lab_names
from grader.quiz.draws import Spaces, namespace_of
from grader.quiz.expressions import ExpressionError
from grader.quiz.figures import draw_figure
from grader.quiz.inputs import digest, digest_of_judging
from grader.quiz.item_checks import check_item
from grader.quiz.markup import Compiler, Holes
from grader.quiz.source import ChoiceItem
from grader.quiz.spreading import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from grader.quiz.course import Course
    from grader.quiz.lines import Key
    from grader.quiz.reader import ConceptFile
    from grader.quiz.source import Concept

_IN_VALUE = re.compile(r"in “(\w+)”: ")
MIN_ITEMS = 8
MIN_CARDS = 8


@dataclass(frozen=True)
class Finding:
    """A fault, or a warning: what is allowed and seldom meant."""

    fault: Fault
    is_warning: bool = False

    def __str__(self) -> str:
        if not self.is_warning:
            return str(self.fault)
        return f"{self.fault.path}:{self.fault.line}: warning: {self.fault.message}"


def check_course(course: Course, only: Sequence[str] = ()) -> list[Finding]:
    """Return what is wrong in all concepts, or in those that are named."""
    surroundings = digest_of_judging(course)
    files = [course.file(name) for name in only or course.files]
    found = [one for findings in spread(partial(_checked, course, surroundings), files) for one in findings]
    if not only:
        found += [*_circles(course), *_length_tells(course)]
    return sorted(dict.fromkeys(found), key=lambda one: (one.fault.path, one.fault.line))


def _checked(course: Course, surroundings: str, file: ConceptFile) -> list[Finding]:
    """Return what is wrong in one file; that nothing is need not be found out twice."""
    entry = digest("check", surroundings, str(file.path), file.digest)
    if is_cached(entry):
        warnings = cached_json(entry, list)
        return [Finding(Fault(*fault), is_warning=True) for fault in warnings]
    findings = ConceptCheck(course, file).run()
    if all(finding.is_warning for finding in findings):
        faults = [finding.fault for finding in findings]
        cached_json(entry, lambda: [[fault.path, fault.line, fault.message] for fault in faults])
    return findings


class ConceptCheck:
    """The check of one file; faults are added as they are met."""

    def __init__(self, course: Course, file: ConceptFile) -> None:
        self.course = course
        self.file = file
        self.findings = [Finding(fault) for fault in file.faults]
        self.broken: set[str] = set()
        self._spaces: Spaces | None = None

    def run(self) -> list[Finding]:
        """Look at everything; a file far from the shape of a concept has only the faults of its shape."""
        concept = self.file.concept or self.file.nearly
        if concept is None:
            return self.findings
        self._names(concept)
        self._unique_ids(concept)
        self._values(concept)
        self._texts(concept)
        for place, item in enumerate(concept.items):
            check_item(self, concept, place, item)
        self._coverage(concept)
        return self.findings

    def spaces(self, concept: Concept) -> Spaces:
        """Return the names that the concept's parts may speak of."""
        if self._spaces is None:
            self._spaces = Spaces(concept, self.course.workshop.oracle)
        return self._spaces

    def fault(self, message: str, *where: Key, about: str = "", is_warning: bool = False) -> None:
        """Add a fault, or a warning, at a key; what follows from a broken value is said once, there."""
        match = _IN_VALUE.match(message)
        if match and match[1] in self.broken:
            return
        self.findings.append(Finding(self.file.fault(message, where, about), is_warning))

    def unknown(self, name: str, known: Iterable[str], *where: Key, about: str = "") -> None:
        """Add a fault about a name that is not known, with the nearest one."""
        known = list(known)
        near = near_names(name, known, limit=1)
        hint = f"did you mean {near[0]}?" if near else "there is nothing like it"
        self.fault(f"unknown “{name}”; {hint}", *where, about=about)

    def misconception(self, name: str | None, *where: Key, about: str = "") -> None:
        """Check that a misconception is one of the catalogue."""
        if name is not None and name not in CATALOGUE:
            self.unknown(name, CATALOGUE, *where, about=about)

    # --- names -----------------------------------------------------------------------------------------

    def _names(self, concept: Concept) -> None:
        for name in concept.requires:
            if name not in self.course.files:
                self.unknown(name, self.course.files, "requires")
        for name in concept.misconceptions:
            self.misconception(name, "misconceptions")
        if concept.problem:
            self._oracle(concept.problem, "problem")
        if not concept.exercises:
            self.fault("no exercise; name at least one, for a concept is practised", "exercises")
        naming = False
        for name in concept.exercises:
            try:
                exercise = self.course.workshop.exercise(name)
            except ExpressionError as error:
                self.fault(str(error), "exercises")
                naming = True
                continue
            naming = naming or self.file.id in exercise.concepts
        if concept.exercises and not naming:
            self.fault(
                f"none of {', '.join(concept.exercises)} names “{self.file.id}” in its exercise.toml; "
                "add it to the concepts there",
                "exercises",
            )

    def _oracle(self, name: str, *where: Key, about: str = "") -> None:
        try:
            self.course.workshop.oracle(name)
        except ExpressionError as error:
            self.fault(str(error), *where, about=about)

    def _unique_ids(self, concept: Concept) -> None:
        tables: tuple[tuple[str, Sequence[Any], str], ...] = (
            ("items", concept.items, "id"),
            ("cards", concept.cards, "id"),
            ("interview", concept.interview, "id"),
            ("figures", concept.figures, "name"),
            ("labs", concept.labs, "name"),
        )
        for table, rows, key in tables:
            seen: set[str] = set()
            for place, row in enumerate(rows):
                name = getattr(row, key)
                if name in seen:
                    self.fault(
                        f"is used twice in {table}; give one of them another", table, place, key, about=name
                    )
                seen.add(name)

    # --- values and texts ------------------------------------------------------------------------------

    def _values(self, concept: Concept) -> None:
        namespace = namespace_of(concept, None, {}, self.course.workshop.oracle)
        for name in concept.values:
            try:
                namespace.lookup(name)
            except ExpressionError as error:
                self.fault(str(error).removeprefix(f"in “{name}”: "), "values", name)
                self.broken.add(name)
        for name in concept.given:
            if name in concept.values:
                self.fault("is given and computed; keep one", "values", name)

    def _texts(self, concept: Concept) -> None:
        """Compile and fill every text that is not an item's."""
        figures = {figure.name for figure in concept.figures}
        labs = {lab.name for lab in concept.labs}
        placed: set[tuple[str, str]] = set()

        def place(kind: str, name: str) -> str | None:
            if name not in {"figure": figures, "lab": labs}.get(kind, set()):
                return None
            placed.add((kind, name))
            return ""

        for key in ("title", "summary"):
            self.text(concept, None, getattr(concept, key), key)
        for number, symbol in enumerate(concept.legend):
            self.text(concept, None, symbol.symbol, "legend", number, "symbol")
            self.text(concept, None, symbol.meaning, "legend", number, "meaning")
        for number, section in enumerate(concept.lesson):
            self.text(concept, section, section.text, "lesson", number, "text", place=place)
            self.text(concept, section, section.heading, "lesson", number, "heading")
            self._walkthrough(concept, number)
        for number, figure in enumerate(concept.figures):
            self.text(concept, figure, figure.caption, "figures", number, "caption", about=figure.name)
            self.text(concept, figure, figure.alt, "figures", number, "alt", about=figure.name)
            for path, drawn in enumerate(figure.paths):
                self.text(concept, figure, drawn.label, "figures", number, "paths", path, about=figure.name)
            try:
                draw_figure(concept, figure, self.course.workshop)
            except ExpressionError as error:
                self.fault(str(error), "figures", number, "kind", about=figure.name)
            if ("figure", figure.name) not in placed:
                message = f"is nowhere in the lesson; write [[figure:{figure.name}]] there"
                self.fault(message, "figures", number, "name", about=figure.name)
        for number, lab in enumerate(concept.labs):
            self.text(concept, None, lab.caption, "labs", number, "caption", about=lab.name)
            self.misconception(lab.mistake, "labs", number, "mistake", about=lab.name)
            known = lab_names(self.course.kit)
            if lab.lab not in known:
                self.unknown(lab.lab, known, "labs", number, "lab", about=lab.name)
        for number, card in enumerate(concept.cards):
            self.text(concept, card, card.front, "cards", number, "front", about=card.id)
            self.text(concept, card, card.back, "cards", number, "back", about=card.id)
            self.misconception(card.misconception, "cards", number, "misconception", about=card.id)
        for number, asked in enumerate(concept.interview):
            where = ("interview", number)
            self.text(concept, asked, asked.question, *where, "question", about=asked.id)
            self.text(concept, asked, asked.answer, *where, "answer", about=asked.id)
            for line in asked.checklist:
                self.text(concept, asked, line, *where, "checklist", about=asked.id)

    def text(
        self, concept: Concept, part: Any, text: str, *where: Key, about: str = "", place: Any = None
    ) -> None:
        """Compile one text, fill its holes, and check where its links lead."""
        compiler = Compiler(Holes(), place)
        compiler.block(text)
        faults = list(compiler.faults)
        namespace = self.spaces(concept).of(part)
        for hole in compiler.holes.holes:
            try:
                hole.fill(namespace)
            except ExpressionError as error:
                faults.append(str(error))
        for message in dict.fromkeys(faults):
            self.fault(message, *where, about=about)
        self.links(compiler.links, *where, about=about)

    def links(self, links: Iterable[tuple[str, str]], *where: Key, about: str = "") -> None:
        """Check that links lead to something."""
        for kind, name in links:
            if kind == "concept" and name not in self.course.files:
                self.unknown(name, self.course.files, *where, about=about)
            elif kind == "misconception":
                self.misconception(name, *where, about=about)
            elif kind == "exercise":
                try:
                    self.course.workshop.exercise(name)
                except ExpressionError as error:
                    self.fault(str(error), *where, about=about)

    def _walkthrough(self, concept: Concept, number: int) -> None:
        section = concept.lesson[number]
        if section.kind != "walkthrough":
            if section.exercise or section.notes or section.function:
                self.fault("only a walkthrough has an exercise, a function and notes", "lesson", number)
            return
        if not section.exercise:
            self.fault(
                "a walkthrough needs the exercise whose reference it explains", "lesson", number, "kind"
            )
            return
        from grader.quiz.walkthrough import read_walkthrough

        try:
            walkthrough = read_walkthrough(self.course.workshop.exercise(section.exercise), section)
        except ExpressionError as error:
            self.fault(str(error), "lesson", number, "exercise")
            return
        for message in walkthrough.faults:
            self.fault(message, "lesson", number, "notes")
        for note in section.notes:
            self.text(concept, section, note.note, "lesson", number, "notes")

    # --- the concept as a whole ------------------------------------------------------------------------

    def _coverage(self, concept: Concept) -> None:
        told = Counter(named_in_items(concept))
        on_cards = {card.misconception for card in concept.cards}
        for name in concept.misconceptions:
            if name in CATALOGUE and name not in told:
                self.fault(f"no item has feedback about {name}; add a distractor for it", "misconceptions")
            if name in CATALOGUE and name not in on_cards:
                self.fault(f"no card is about {name}; add one", "misconceptions", is_warning=True)
        if len(concept.items) < MIN_ITEMS:
            message = f"{len(concept.items)} so far; a concept has {MIN_ITEMS} or more"
            self.fault(message, "items", is_warning=True)
        if len(concept.cards) < MIN_CARDS:
            message = f"{len(concept.cards)} so far; a concept has {MIN_CARDS} or more"
            self.fault(message, "cards", is_warning=True)


def named_in_items(concept: Concept) -> Iterator[str]:
    """Yield the misconceptions that items give feedback about."""
    for item in concept.items:
        answers = [*getattr(item, "options", ()), *getattr(item, "expected", ())]
        for blank in getattr(item, "blanks", ()):
            answers += blank.expected
        for answer in answers:
            if answer.misconception:
                yield answer.misconception
        if getattr(item, "misconception", None):
            yield item.misconception  # type: ignore[union-attr, misc]


def _circles(course: Course) -> Iterator[Finding]:
    """Yield a fault for each concept that requires itself, however indirectly."""
    from grader.quiz.arranged_items import all_before

    requires = {name: file.requires for name, file in course.files.items() if not file.faults}
    for name, before in all_before(requires).items():
        if name in before:
            file = course.files[name]
            yield Finding(
                file.fault(f"“{name}” requires itself, by way of {', '.join(before)}", ("requires",))
            )


def _length_tells(course: Course) -> Iterator[Finding]:
    """Warn if the longest option of a single choice is right far more often than a guessed one.

    One item proves nothing; over a course it is a habit of the author's that learners notice. Far more often
    is two standard deviations. The warning stands where most of these items are.
    """
    hits: dict[str, int] = {}
    asked, by_guessing, variance = 0, 0.0, 0.0
    for name, file in course.files.items():
        for item in file.concept.items if file.concept else ():
            if not isinstance(item, ChoiceItem) or item.kind != "single" or not item.options:
                continue
            lengths = [len(option.text or option.formula or "") for option in item.options]
            asked += 1
            by_guessing += 1 / len(lengths)
            variance += 1 / len(lengths) * (1 - 1 / len(lengths))
            hits[name] = hits.get(name, 0) + item.options[lengths.index(max(lengths))].right
    total = sum(hits.values())
    if total > by_guessing + 2 * math.sqrt(variance):
        file = course.files[max(hits, key=hits.__getitem__)]
        message = (
            f"in the whole course the longest option is the right one in {total} of {asked} single choices, "
            f"where guessing finds {by_guessing:.0f}; lengthen wrong options"
        )
        yield Finding(file.fault(message, ("items",)), is_warning=True)
