"""A concept made ready for its pages: lesson, items, cards and interview as plain data."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Any

from grader.errors import KitError
from grader.quiz.check import ConceptCheck
from grader.quiz.draws import Spaces, work_out
from grader.quiz.expressions import ExpressionError
from grader.quiz.figures import draw_figure
from grader.quiz.markup import Compiler, Holes, filled
from grader.quiz.page_items import item_data
from grader.quiz.prepared import prepare
from grader.quiz.walkthrough import read_walkthrough

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grader.quiz.course import Course
    from grader.quiz.figures import Drawn
    from grader.quiz.reader import ConceptFile
    from grader.quiz.source import Concept, Figure, Lab, Section

Bundle = dict[str, Any]


def make_bundle(course: Course, file: ConceptFile, strings: Mapping[str, str], *, keys: bool) -> Bundle:
    """Return all that a concept's pages are made of, as JSON data.

    Raises
    ------
    KitError
        The concept has faults; holds all of them.
    """
    try:
        if file.concept is None:
            raise ExpressionError("the file has not the shape of a concept")
        return _Maker(course, file, file.concept, strings, keys=keys).bundle()
    except ExpressionError as error:
        faults = [one.fault for one in ConceptCheck(course, file).run() if not one.is_warning]
        raise KitError(faults or [file.fault(str(error), ())]) from None


class _Maker:
    def __init__(
        self, course: Course, file: ConceptFile, concept: Concept, strings: Mapping[str, str], *, keys: bool
    ) -> None:
        self.course = course
        self.file = file
        self.concept = concept
        self.strings = strings
        self.keys = keys
        self.spaces = Spaces(concept, course.workshop.oracle)

    def bundle(self) -> Bundle:
        """Return everything."""
        concept = self.concept
        items = [self._item(item) for item in concept.items]
        return {
            "id": self.file.id,
            "title": concept.title,
            "language": concept.language,
            "summary": self.text(None, concept.summary),
            "plain_summary": concept.summary,
            "requires": list(concept.requires),
            "exercises": [self._exercise(name) for name in concept.exercises],
            "misconceptions": list(concept.misconceptions),
            "named": sorted({*concept.misconceptions, *_named_in(items), *self._named_on_cards()}),
            "legend": [
                {"symbol": self.text(None, row.symbol), "meaning": self.text(None, row.meaning)}
                for row in concept.legend
            ],
            "sections": [self._section(number, section) for number, section in enumerate(concept.lesson)],
            "labs": [
                {"name": lab.name, "caption": self.text(None, lab.caption), "href": lab_href(lab)}
                for lab in concept.labs
            ],
            "interview": [
                {
                    "id": asked.id,
                    "tier": asked.tier,
                    "question": self.text(asked, asked.question),
                    "answer": self.text(asked, asked.answer, block=True),
                    "checklist": [self.text(asked, line) for line in asked.checklist],
                }
                for asked in concept.interview
            ],
            "items": items,
            "cards": [self._card(card) for card in concept.cards],
        }

    # --- texts -----------------------------------------------------------------------------------------

    def text(self, part: Any, text: str, *, block: bool = False, place: Any = None) -> str:
        """Return a text as finished HTML; raises ExpressionError if it has a fault."""
        compiler = Compiler(Holes(), place)
        html = compiler.block(text) if block else compiler.option(text)
        if compiler.faults:
            raise ExpressionError(compiler.faults[0])
        if not compiler.holes.holes:
            return html
        return filled(html, compiler.holes.fills(self.spaces.of(part)))

    def _exercise(self, name: str) -> dict[str, Any]:
        exercise = self.course.workshop.exercise(name)
        return {"id": exercise.short, "title": exercise.title}

    # --- the lesson ------------------------------------------------------------------------------------

    def _section(self, number: int, section: Section) -> dict[str, Any]:
        html = self.text(section, section.text, block=True, place=self._place(section))
        data: dict[str, Any] = {
            "id": f"section-{number + 1}",
            "kind": section.kind,
            "heading": self.text(section, section.heading),
            "html": html,
            "walkthrough": None,
        }
        if section.kind == "walkthrough" and section.exercise:
            exercise = self.course.workshop.exercise(section.exercise)
            walkthrough = read_walkthrough(exercise, section)
            if walkthrough.faults:
                raise ExpressionError(walkthrough.faults[0])
            notes = dict(walkthrough.notes)
            data["walkthrough"] = {
                "exercise": exercise.short,
                "title": exercise.title,
                "lines": [
                    {
                        "number": place + 1,
                        "code": line,
                        "note": self.text(section, notes[place]) if place in notes else None,
                    }
                    for place, line in enumerate(walkthrough.lines)
                ],
            }
        return data

    def _place(self, section: Section) -> Callable[[str, str], str | None]:
        figures = {figure.name: figure for figure in self.concept.figures}
        labs = {lab.name: lab for lab in self.concept.labs}

        def place(kind: str, name: str) -> str | None:
            if kind == "figure" and name in figures:
                return self._figure(figures[name])
            if kind == "lab" and name in labs:
                caption = self.text(section, labs[name].caption)
                label = escape(self.strings["page.lab"])
                link = f'<a href="{escape(lab_href(labs[name]))}">{caption}</a>'
                return f'<p class="lab-link"><span class="kicker">{label}</span> {link}</p>'
            return None

        return place

    def _figure(self, figure: Figure) -> str:
        drawn = draw_figure(self.concept, figure, self.course.workshop)
        caption = self.text(figure, figure.caption)
        labels = [self.text(figure, path.label) for path in figure.paths]
        legend = figure_legend(drawn, labels, self.strings)
        table = figure_table(drawn.heads, drawn.rows, labels, self.strings)
        return (
            f'<figure class="plot-figure" id="figure-{figure.name}-box">{drawn.svg}'
            f"{legend}<figcaption>{caption}</figcaption>{table}</figure>"
        )

    # --- items and cards -------------------------------------------------------------------------------

    def _item(self, item: Any) -> dict[str, Any]:
        prepared = prepare(f"{self.file.id}/{item.id}", item, self.course.workshop)
        if prepared.faults:
            raise ExpressionError(prepared.faults[0][0])
        draws = work_out(self.concept, prepared)
        if len(draws.variants) < (2 if item.parameters else 1):
            raise ExpressionError(f"{item.id} cannot be asked: {draws.excluded[0][1]}")
        return item_data(prepared, draws, keys=self.keys)

    def _card(self, card: Any) -> dict[str, Any]:
        front, back = (self.text(card, text, block=True) for text in (card.front, card.back))
        data = {
            "id": f"{self.file.id}/{card.id}",
            "concept": self.file.id,
            "front": front,
            "back": back,
            "meaning": hashlib.sha256(f"card {card.misconception} {card.back}".encode()).hexdigest()[:16],
        }
        return data | ({"misconception": card.misconception} if card.misconception else {})

    def _named_on_cards(self) -> set[str]:
        return {card.misconception for card in self.concept.cards if card.misconception}


def lab_href(lab: Lab) -> str:
    """Return the address of a lab with its settings, from a page in a folder."""
    settings = [f"{name}={float(value):g}" for name, value in lab.given.items()]
    settings += [f"mistake={lab.mistake}"] if lab.mistake else []
    return f"../labs/{lab.lab}.html" + (f"#{'&'.join(settings)}" if settings else "")


def figure_legend(drawn: Drawn, labels: Sequence[str], strings: Mapping[str, str]) -> str:
    """Return what the lines and signs of a figure are."""
    rows = [*zip(drawn.swatches, labels, strict=True)]
    rows += [(picture, escape(strings[key])) for picture, key in drawn.signs]
    items = "".join(f"<li>{picture}<span>{words}</span></li>" for picture, words in rows)
    return f'<ul class="legend">{items}</ul>'


def figure_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], labels: Sequence[str], strings: Mapping[str, str]
) -> str:
    """Return the numbers behind a figure as a table that opens on demand."""
    width = (len(heads) - 1) // max(len(labels), 1)
    groups = "".join(f'<th scope="colgroup" colspan="{width}">{label}</th>' for label in labels)
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = ""
    for first, *others in rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in others)
        body += f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    top = f"<tr><td></td>{groups}</tr>" if len(labels) > 1 else ""
    title = escape(strings["figure.numbers"])
    return (
        f'<details class="figure-numbers"><summary>{title}</summary>'
        f'<div class="table-box" role="region" tabindex="0" aria-label="{title}"><table class="numbers">'
        f"<thead>{top}<tr>{columns}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _named_in(data: Any) -> set[str]:
    """Return the misconceptions that items' data speak of."""
    if isinstance(data, dict):
        own = {data["misconception"]} if isinstance(data.get("misconception"), str) else set()
        return own.union(*(_named_in(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(_named_in(value) for value in data))
    return set()
