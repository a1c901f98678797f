"""Questions as items of QTI 2.1: interactions, and what is done with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from grader.quiz.exports import marks
from grader.quiz.exports.adapting import (
    MAX_ORDERS,
    accepted_range,
    decimal,
    formula_as_choice,
    is_total,
    line_as_choice,
    model_answer,
    one_line,
    output_stem,
    right_orders,
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
from grader.quiz.exports.bodies import mixed
from grader.quiz.exports.fragments import bullets, is_plain, letter, lettered, parse, plain
from grader.quiz.exports.qti21_answers import Answers
from grader.quiz.exports.xml_tree import add, in_namespaces, put_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.quiz.exports.bank import Gap, Question
    from grader.quiz.exports.losses import Ledger


class Item:
    """One item on its way into a file.

    Parameters
    ----------
    root : Element
        `<assessmentItem>`, still empty.
    words : mapping of str to str
        The words around questions.
    ledger : Ledger
        Where losses are noted.
    """

    def __init__(self, root: Element, words: Mapping[str, str], ledger: Ledger) -> None:
        self.root = root
        self.words = words
        self.ledger = ledger

    def write(self, question: Question) -> bool:
        """Write a question of any kind; tell whether it can be asked."""
        body = question.body
        if isinstance(body, CodeLine):
            return self.write(line_as_choice(question, body))
        if isinstance(body, Formula):
            self.ledger.add("formula", marks.FORMULA, question.item)
            return self.write(formula_as_choice(question, body))
        if isinstance(body, Ordering) and len(right_orders(body)) > MAX_ORDERS:
            self.ledger.add("ordering", marks.ORDERS, question.item, left_out=True)
            return False
        self.answers = Answers(self.root, question.points)
        self.body = Element("itemBody")
        match body:
            case Choice():
                self._choice(question, body)
            case Numeric():
                self._numeric(question, body)
            case Output():
                self._output(question, body)
            case Matching():
                self._matching(question, body)
            case Ordering():
                self._ordering(question, body)
            case Blanks():
                self._blanks(question, body)
            case Essay():
                self._essay(question, body)
        if question.explanation:
            self.answers.tell_always("explanation", question.explanation)
        self.answers.finish(self.body)
        return True

    # --- kinds -------------------------------------------------------------------------------------------

    def _choice(self, question: Question, body: Choice) -> None:
        put_html(self.body, question.stem)
        names = {option.id: f"o.{option.id}" for option in body.options}
        right = [names[option.id] for option in body.options if option.is_right]
        answers = self.answers
        if body.is_multiple:
            # (Right ones taken + wrong ones left) / options, as on pages.
            counts = {names[one.id]: 1 if one.is_right else -1 for one in body.options}
            answers.declare("RESPONSE", "multiple", "identifier", right, counts)
            answers.score_mapped("RESPONSE", len(body.options) - len(right), len(body.options))
        else:
            answers.declare("RESPONSE", "single", "identifier", right)
            answers.score_if_correct("RESPONSE")
        told = {names[option.id]: option.feedback for option in body.options}
        answers.tell_what_is_taken("RESPONSE", told, is_multiple=body.is_multiple)
        interaction = add(
            self.body,
            "choiceInteraction",
            responseIdentifier="RESPONSE",
            shuffle="true" if body.is_shuffled else "false",
            maxChoices="0" if body.is_multiple else "1",
        )
        for option in body.options:
            choice = add(interaction, "simpleChoice", identifier=names[option.id])
            if option.is_pinned:
                choice.set("fixed", "true")
            put_html(choice, option.html)

    def _numeric(self, question: Question, body: Numeric) -> None:
        near, is_wider = accepted_range(body.key, body.tolerance, body.expected)
        self.ledger.add("fractions", marks.FRACTIONS, question.item)
        if is_wider:
            self.ledger.add("tolerance", marks.WIDER, question.item)
        put_html(self.body, question.stem)
        add(add(self.body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
        key = decimal(body.key.value)
        self.answers.declare("RESPONSE", "single", "float", [key])
        cases = [(decimal(w.number.value), w.feedback) for w in body.expected if w.number is not None]
        self.answers.typed(
            "RESPONSE", "float", [([key], body.right), *(([n], f) for n, f in cases)], body.other, near
        )

    def _output(self, question: Question, body: Output) -> None:
        if "\n" in body.key.strip():
            self.ledger.add("lines", marks.ONE_LINE, question.item)
        put_html(self.body, output_stem(question, body, self.words))
        add(add(self.body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="40")
        key = one_line(body.key)
        self.answers.declare("RESPONSE", "single", "string", [key])
        wrong = [([one_line(text) for text in one.texts], one.feedback) for one in body.expected]
        self.answers.typed("RESPONSE", "string", [([key], body.right), *wrong], body.other)

    def _matching(self, question: Question, body: Matching) -> None:
        put_html(self.body, question.stem)
        size = str(len(body.lefts))
        interaction = add(
            self.body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true", maxAssociations=size
        )
        left_set = add(interaction, "simpleMatchSet")
        for left in body.lefts:
            put_html(
                add(left_set, "simpleAssociableChoice", identifier=f"l.{left.id}", matchMax="1"), left.html
            )
        right_set = add(interaction, "simpleMatchSet")
        for name, html in body.rights:
            put_html(add(right_set, "simpleAssociableChoice", identifier=f"r.{name}", matchMax=size), html)
        pairs = [f"l.{left.id} r.{left.partner}" for left in body.lefts]
        self.answers.declare("RESPONSE", "multiple", "directedPair", pairs, dict.fromkeys(pairs, 1))
        self.answers.score_mapped("RESPONSE", 0, len(pairs))
        told = [f"{left.html}: {left.feedback}" for left in body.lefts if left.feedback]
        if told:
            self.ledger.add("pair-feedback", marks.PAIRS, question.item)
            self.answers.tell_always("pairs", bullets(told))

    def _ordering(self, question: Question, body: Ordering) -> None:
        self.ledger.add("partial-order", marks.ONE_ORDER, question.item)
        put_html(self.body, question.stem)
        interaction = add(self.body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
        for name, html in mixed(body.steps, question.id):
            put_html(add(interaction, "simpleChoice", identifier=f"s.{name}"), html)
        orders = [[f"s.{name}" for name in order] for order in right_orders(body)]
        self.answers.declare("RESPONSE", "ordered", "identifier", orders[0])
        self.answers.ordered("RESPONSE", [] if is_total(body) else orders, body.right, body.other)

    def _blanks(self, question: Question, body: Blanks) -> None:
        gaps = {gap.id: (f"RESPONSE.{place}", gap) for place, gap in enumerate(body.gaps, start=1)}
        stem = parse(question.stem)
        below: list[str] = []
        for parent in list(stem.iter()):
            for place, child in enumerate(parent):
                name = child.get("data-blank")
                if name in gaps:
                    response, gap = gaps[name]
                    interaction = self._gap(question, gap, response, below)
                    interaction.tail = child.tail
                    parent[place] = interaction
        for child in list(stem):
            self.body.append(in_namespaces(child))
        for html in below:
            put_html(self.body, html)
        self.answers.score_parts(len(body.gaps))

    def _gap(self, question: Question, gap: Gap, response: str, below: list[str]) -> Element:
        """Return a gap's interaction, and say what its answer is worth; `below` gets what is listed below."""
        answers = self.answers
        if gap.number is not None:
            near, is_wider = accepted_range(gap.number, gap.tolerance, gap.expected)
            self.ledger.add("fractions", marks.FRACTIONS, question.item)
            if is_wider:
                self.ledger.add("tolerance", marks.WIDER, question.item)
            key = decimal(gap.number.value)
            answers.declare(response, "single", "float", [key])
            wrong = [([decimal(w.number.value)], w.feedback) for w in gap.expected if w.number is not None]
            answers.typed(response, "float", [([key], gap.right), *wrong], gap.other, near, counts_one=True)
            return Element("textEntryInteraction", {"responseIdentifier": response, "expectedLength": "10"})
        told = [(list(wrong.texts), wrong.feedback) for wrong in gap.expected if wrong.texts]
        if not gap.choices:
            answers.declare(response, "single", "string", [gap.accept[0]])
            cases = [(list(gap.accept), gap.right), *told]
            answers.typed(response, "string", cases, gap.other, counts_one=True, is_case_sensitive=False)
            return Element("textEntryInteraction", {"responseIdentifier": response, "expectedLength": "15"})
        names = {text: f"c.{place}" for place, (text, _) in enumerate(gap.choices, start=1)}
        answers.declare(response, "single", "identifier", [names[gap.accept[0]]])
        cases = [([names[text] for text in texts if text in names], html) for texts, html in told]
        right = ([names[text] for text in gap.accept], gap.right)
        answers.typed(response, "identifier", [right, *cases], gap.other, counts_one=True)
        interaction = Element("inlineChoiceInteraction", {"responseIdentifier": response, "shuffle": "false"})
        shows_markup = not all(is_plain(html) for _, html in gap.choices)
        if shows_markup:
            self.ledger.add("letters", marks.LETTERS, question.item)
            below.append(lettered([html for _, html in gap.choices]))
        for place, (text, html) in enumerate(gap.choices):
            shown = letter(place) if shows_markup else plain(html)
            add(interaction, "inlineChoice", shown, identifier=names[text])
        return interaction

    def _essay(self, question: Question, body: Essay) -> None:
        self.ledger.add("essay", marks.ESSAY)
        put_html(self.body, question.stem)
        self.answers.declare("RESPONSE", "single", "string", [])
        add(self.body, "extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines="15")
        rubric = add(self.body, "rubricBlock", view="scorer tutor")
        put_html(rubric, model_answer(body.answer, body.checklist, self.words))
