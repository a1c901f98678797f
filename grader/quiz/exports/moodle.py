"""Moodle XML: a category for each concept, one below it for the variants of each item."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from grader.quiz.exports import marks
from grader.quiz.exports.adapting import (
    accepted_range,
    decimal,
    formula_as_choice,
    has_plain_rights,
    is_total,
    line_as_choice,
    model_answer,
    one_line,
    output_stem,
    stages_as_matching,
    with_letters,
)
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
from grader.quiz.exports.cloze import cloze, without_gaps
from grader.quiz.exports.formats import Export
from grader.quiz.exports.fragments import bullets, paragraph, plain, with_gaps
from grader.quiz.exports.losses import Ledger
from grader.quiz.exports.notes import stable_hash
from grader.quiz.exports.xml_tree import add, child, document

if TYPE_CHECKING:
    from grader.quiz.exports.bank import Bank, ConceptBank, Figure, Question


def write(bank: Bank, now: int) -> Export:
    """Return a bank as Moodle XML, with mathematics as LaTeX for Moodle's MathJax filter."""
    writer = _Writer(bank)
    texts = []
    for concept in bank.concepts:
        writer.concept(concept)
        # A tree takes many times what its text takes.
        texts.append("".join(child(question, 1) for question in writer.root).encode())
        writer.root.clear()
    before, after = document(writer.root).split("<quiz />")
    pieces = [f"{before}<quiz>".encode(), *texts, f"\n</quiz>{after}".encode()]
    return Export(b"".join(pieces), writer.ledger.losses)


class _Writer:
    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.root = Element("quiz")
        self.ledger = Ledger(bank)

    def concept(self, concept: ConceptBank) -> None:
        """Write everything of a concept."""
        own = ("top", self.bank.title, f"{concept.number:02} {concept.title}")
        self._category(own, concept.summary)
        pools = concept.pools()
        for figure in concept.figures:
            self._figure(concept, figure)
        for pool in pools:
            if not pool[0].draw:
                self._question(concept, pool[0])
        for pool in pools:
            if pool[0].draw:
                self._category((*own, pool[0].item.partition("/")[2]), "")
                for question in pool:
                    self._question(concept, question)
        if concept.cards:
            self.ledger.add(
                "cards",
                "Cards are no questions that Moodle could mark; they go to Anki.",
                concept.id,
                left_out=True,
            )

    def _category(self, names: tuple[str, ...], about: str) -> None:
        question = add(self.root, "question", type="category")
        # Two slashes are one that is part of a name.
        path = "/".join(" ".join(name.replace("/", "//").split()) for name in names)
        add(add(question, "category"), "text", f"$course$/{path}")
        if about:
            _html(question, "info", paragraph(about))

    # --- questions ---------------------------------------------------------------------------------------

    def _question(self, concept: ConceptBank, question: Question) -> None:
        """Write a question of any kind, in the way that Moodle has."""
        lose = self.ledger.add
        match question.body:
            case Choice() as body:
                self._choice(concept, question, body)
            case CodeLine() as body:
                self._question(concept, line_as_choice(question, body))
            case Formula() as body:
                lose("formula", marks.FORMULA, question.item)
                self._question(concept, formula_as_choice(question, body))
            case Numeric() as body:
                self._numeric(concept, question, body)
            case Output() as body:
                self._output(concept, question, body)
            case Matching() as body:
                self._matching(concept, question, body)
            case Ordering() as body:
                self._ordering(concept, question, body)
            case Blanks() as body:
                self._blanks(concept, question, body)
            case Essay() as body:
                self._essay(concept, question, body)

    def _start(self, concept: ConceptBank, question: Question, kind: str, feedback: str = "") -> Element:
        element = add(self.root, "question", type=kind)
        add(add(element, "name"), "text", question.id)
        _html(element, "questiontext", question.stem)
        _html(element, "generalfeedback", question.explanation + feedback)
        add(element, "defaultgrade", str(question.points))
        add(element, "penalty", "0.3333333")
        add(element, "hidden", "0")
        add(element, "idnumber", _id_number(question.id))
        return element

    def _end(self, concept: ConceptBank, question: Question, element: Element) -> None:
        if question.hint:
            _html(element, "hint", question.hint)
        tags = add(element, "tags")
        for name in (concept.id, question.level, *question.misconceptions):
            add(add(tags, "tag"), "text", name)

    def _choice(self, concept: ConceptBank, question: Question, body: Choice) -> None:
        shares = marks.shares(body)
        if shares is None:
            self.ledger.add("many-right", marks.MANY_RIGHT, question.item, left_out=True)
            return
        if body.is_multiple:
            self.ledger.add("partial-credit", marks.MULTIPLE, question.item)
        pinned = any(option.is_pinned for option in body.options)
        if pinned and body.is_shuffled:
            self.ledger.add("pinned", marks.PINNED, question.item)
        element = self._start(concept, question, "multichoice")
        add(element, "single", "false" if body.is_multiple else "true")
        add(element, "shuffleanswers", "true" if body.is_shuffled and not pinned else "false")
        add(element, "answernumbering", "abc" if body.is_shuffled else "none")
        for option, share in zip(body.options, shares, strict=True):
            answer = _html(element, "answer", option.html)
            answer.set("fraction", share)
            _html(answer, "feedback", option.feedback)
        self._end(concept, question, element)

    def _numeric(self, concept: ConceptBank, question: Question, body: Numeric) -> None:
        near, is_wider = accepted_range(body.key, body.tolerance, body.expected)
        self.ledger.add("fractions", marks.FRACTIONS, question.item)
        if is_wider:
            self.ledger.add("tolerance", marks.WIDER, question.item)
        element = self._start(concept, question, "numerical")
        answers = [(decimal(body.key.value), "100", body.right)]
        for wrong in body.expected:
            if wrong.number is not None:
                answers.append((decimal(wrong.number.value), "0", wrong.feedback))
        for text, share, feedback in (*answers, ("*", "0", body.other)):
            answer = add(element, "answer", fraction=share, format="plain_text")
            add(answer, "text", text)
            _html(answer, "feedback", feedback)
            add(answer, "tolerance", "0" if text == "*" else decimal(near))
        add(element, "unitgradingtype", "0")
        add(element, "unitpenalty", "0")
        add(element, "showunits", "3")
        add(element, "unitsleft", "0")
        self._end(concept, question, element)

    def _output(self, concept: ConceptBank, question: Question, body: Output) -> None:
        if "\n" in body.key.strip():
            self.ledger.add("lines", marks.ONE_LINE, question.item)
        element = self._start(concept, question, "shortanswer")
        element[1][0].text = output_stem(question, body, self.bank.words)
        add(element, "usecase", "1")
        answers = [(body.key, "100", body.right)]
        answers += [(text, "0", wrong.feedback) for wrong in body.expected for text in wrong.texts]
        rows = [(one_line(text).replace("*", r"\*"), share, feedback) for text, share, feedback in answers]
        for text, share, feedback in (*rows, ("*", "0", body.other)):
            answer = add(element, "answer", fraction=share, format="plain_text")
            add(answer, "text", text)
            _html(answer, "feedback", feedback)
        self._end(concept, question, element)

    def _matching(self, concept: ConceptBank, question: Question, body: Matching) -> None:
        if not has_plain_rights(body):
            self.ledger.add("letters", marks.LETTERS, question.item)
            self._question(concept, with_letters(question, body))
            return
        told = [f"{left.html}: {left.feedback}" for left in body.lefts if left.feedback]
        if told:
            self.ledger.add("pair-feedback", marks.PAIRS, question.item)
        element = self._start(concept, question, "matching", bullets(told))
        add(element, "shuffleanswers", "true")
        rights = {name: plain(html) for name, html in body.rights}
        for left in body.lefts:
            pair = _html(element, "subquestion", left.html)
            add(add(pair, "answer"), "text", rights[left.partner])
        taken = {left.partner for left in body.lefts}
        for name, text in rights.items():
            if name not in taken:
                pair = _html(element, "subquestion", "")
                add(add(pair, "answer"), "text", text)
        self._end(concept, question, element)

    def _ordering(self, concept: ConceptBank, question: Question, body: Ordering) -> None:
        if not is_total(body):
            staged = stages_as_matching(question, body, self.bank.words)
            if staged is None:
                self.ledger.add("ordering", marks.ORDERS, question.item, left_out=True)
                return
            self.ledger.add("ordering", marks.STAGES, question.item)
            self._question(concept, staged)
            return
        element = self._start(concept, question, "ordering")
        add(element, "layouttype", "VERTICAL")
        add(element, "selecttype", "ALL")
        add(element, "selectcount", str(len(body.steps)))
        add(element, "gradingtype", "LONGEST_ORDERED_SUBSET")
        add(element, "showgrading", "SHOW")
        add(element, "numberingstyle", "none")
        _html(element, "correctfeedback", body.right)
        _html(element, "partiallycorrectfeedback", body.other)
        _html(element, "incorrectfeedback", body.other)
        add(element, "shownumcorrect", "1")
        for place, (_, html) in enumerate(body.steps, start=1):
            _html(element, "answer", html).set("fraction", str(place))
        self._end(concept, question, element)

    def _blanks(self, concept: ConceptBank, question: Question, body: Blanks) -> None:
        gaps = {gap.id: gap for gap in body.gaps}
        for gap in body.gaps:
            if gap.number is not None:
                self.ledger.add("fractions", marks.FRACTIONS, question.item)
                if accepted_range(gap.number, gap.tolerance, gap.expected)[1]:
                    self.ledger.add("tolerance", marks.WIDER, question.item)
        if question.points != len(gaps):
            self.ledger.add("points", marks.GAPS, question.item)
        element = self._start(concept, question, "cloze")
        element[1][0].text = with_gaps(without_gaps(question.stem), lambda name: cloze(gaps[name]))
        self._end(concept, question, element)

    def _essay(self, concept: ConceptBank, question: Question, body: Essay) -> None:
        self.ledger.add("essay", marks.ESSAY)
        element = self._start(concept, question, "essay")
        add(element, "responseformat", "editor")
        add(element, "responserequired", "1")
        add(element, "responsefieldlines", "15")
        add(element, "attachments", "0")
        add(element, "attachmentsrequired", "0")
        _html(element, "graderinfo", model_answer(body.answer, body.checklist, self.bank.words))
        _html(element, "responsetemplate", "")
        self._end(concept, question, element)

    def _figure(self, concept: ConceptBank, figure: Figure) -> None:
        element = add(self.root, "question", type="description")
        add(add(element, "name"), "text", f"figure {figure.id}")
        picture = f'<p><img src="@@PLUGINFILE@@/{figure.file}" alt="{escape(figure.alt)}" /></p>'
        legend = bullets(figure.labels) if len(figure.labels) > 1 else ""
        text = _html(element, "questiontext", f"{picture}{legend}<p>{figure.caption}</p>")
        content = base64.b64encode(figure.svg.encode()).decode()
        add(text, "file", content, name=figure.file, path="/", encoding="base64")
        _html(element, "generalfeedback", "")
        add(element, "defaultgrade", "0")
        add(element, "penalty", "0")
        add(element, "hidden", "0")
        add(element, "idnumber", _id_number(f"figure/{figure.id}"))
        add(add(add(element, "tags"), "tag"), "text", concept.id)


def _id_number(name: str) -> str:
    """Return an id in the hundred characters that Moodle has for it; a long one ends in its hash."""
    return name if len(name) <= 100 else f"{name[:83]}~{stable_hash(name)[:16]}"


def _html(parent: Element, tag: str, html: str) -> Element:
    """Add an element that holds HTML, in a text of its own as Moodle has it."""
    element = add(parent, tag, format="html")
    add(element, "text", html)
    return element
