"""Questions as items of QTI 1.2, each in one of the kinds that Canvas has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.quiz.exports import marks
from grader.quiz.exports.adapting import (
    accepted_range,
    decimal,
    formula_as_choice,
    has_plain_rights,
    line_as_choice,
    listed_wrongs,
    model_answer,
    one_line,
    output_stem,
    spellings,
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
from grader.quiz.exports.fragments import (
    bullets,
    is_plain,
    letter,
    lettered,
    paragraph,
    plain,
    with_gaps,
    with_namespace,
)
from grader.quiz.exports.xml_tree import add

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from grader.quiz.exports.bank import Gap, Question
    from grader.quiz.exports.losses import Ledger


def add_item(
    section: Element, ident: str, question: Question, words: Mapping[str, str], ledger: Ledger
) -> None:
    """Add a question to a section, or note that it cannot be asked."""
    writer = _Item(section, ident, words, ledger)
    if question.hint:
        ledger.add("hints", marks.HINTS, question.item)
    writer.write(question)


def add_text_only(section: Element, ident: str, title: str, html: str) -> None:
    """Add a text that asks nothing."""
    item = add(section, "item", ident=ident, title=title)
    _metadata(item, "text_only_question", 0, ())
    _material(add(item, "presentation"), html)


class _Item:
    def __init__(self, section: Element, ident: str, words: Mapping[str, str], ledger: Ledger) -> None:
        self.section = section
        self.ident = ident
        self.words = words
        self.ledger = ledger

    def write(self, question: Question) -> None:
        """Write a question of any kind."""
        lose = self.ledger.add
        match question.body:
            case Choice() as body:
                self._choice(question, body)
            case CodeLine() as body:
                self.write(line_as_choice(question, body))
            case Formula() as body:
                lose("formula", marks.FORMULA, question.item)
                self.write(formula_as_choice(question, body))
            case Numeric() as body:
                self._numeric(question, body)
            case Output() as body:
                self._output(question, body)
            case Matching() as body:
                self._matching(question, body)
            case Ordering() as body:
                staged = stages_as_matching(question, body, self.words)
                if staged is None:
                    lose("ordering", marks.ORDERS, question.item, left_out=True)
                    return
                lose("ordering", marks.STAGES, question.item)
                self.write(staged)
            case Blanks() as body:
                self._blanks(question, body)
            case Essay() as body:
                self._essay(question, body)

    # --- the parts of an item ----------------------------------------------------------------------------

    def _start(self, question: Question, kind: str, stem: str, ids: Sequence[str]) -> tuple[Element, Element]:
        """Add an item with its text; return the item and its presentation."""
        item = add(self.section, "item", ident=self.ident, title=question.id)
        _metadata(item, kind, question.points, ids)
        presentation = add(item, "presentation")
        _material(presentation, stem)
        return item, presentation

    def _processing(self, item: Element, question: Question) -> Element:
        processing = add(item, "resprocessing")
        add(
            add(processing, "outcomes"),
            "decvar",
            maxvalue="100",
            minvalue="0",
            varname="SCORE",
            vartype="Decimal",
        )
        if question.explanation:
            _shown(_condition(processing, goes_on=True), "general_fb", add_other=True)
        return processing

    def _feedback(self, item: Element, question: Question, told: Mapping[str, str]) -> None:
        texts = {"general_fb": question.explanation, **told}
        for ident, html in texts.items():
            if html:
                feedback = add(item, "itemfeedback", ident=ident)
                _material(add(feedback, "flow_mat"), html)

    # --- kinds -------------------------------------------------------------------------------------------

    def _choice(self, question: Question, body: Choice) -> None:
        if body.is_multiple:
            self.ledger.add("partial-credit", marks.MULTIPLE, question.item)
        ids = [str(1001 + place) for place in range(len(body.options))]
        kind = "multiple_answers_question" if body.is_multiple else "multiple_choice_question"
        item, presentation = self._start(question, kind, question.stem, ids)
        cardinality = "Multiple" if body.is_multiple else "Single"
        response = add(presentation, "response_lid", ident="response1", rcardinality=cardinality)
        _labels(response, dict(zip(ids, (option.html for option in body.options), strict=True)))
        processing = self._processing(item, question)
        for name in ids:
            condition = _condition(processing, goes_on=True)
            _equal(condition[0], "response1", name)
            _shown(condition, f"{name}_fb")
        condition = _condition(processing)
        wanted = add(condition[0], "and") if body.is_multiple else condition[0]
        for name, option in zip(ids, body.options, strict=True):
            if option.is_right:
                _equal(wanted, "response1", name)
            elif body.is_multiple:
                _equal(add(wanted, "not"), "response1", name)
        _score(condition, "Set", 100)
        told = {f"{name}_fb": option.feedback for name, option in zip(ids, body.options, strict=True)}
        self._feedback(item, question, told)

    def _numeric(self, question: Question, body: Numeric) -> None:
        near, is_wider = accepted_range(body.key, body.tolerance, body.expected)
        self.ledger.add("fractions", marks.FRACTIONS, question.item)
        if is_wider:
            self.ledger.add("tolerance", marks.WIDER, question.item)
        item, presentation = self._start(question, "numerical_question", question.stem, ["1001"])
        _typed(presentation, "Decimal")
        processing = self._processing(item, question)
        condition = _condition(processing)
        either = add(condition[0], "or")
        _equal(either, "response1", decimal(body.key.value))
        within = add(either, "and")
        add(within, "vargte", decimal(body.key.value - near), respident="response1")
        add(within, "varlte", decimal(body.key.value + near), respident="response1")
        _score(condition, "Set", 100)
        self._right_and_other(item, question, processing, condition, body)

    def _output(self, question: Question, body: Output) -> None:
        if "\n" in body.key.strip():
            self.ledger.add("lines", marks.ONE_LINE, question.item)
        if any(character.isalpha() for character in body.key):
            self.ledger.add("case", marks.CASE, question.item)
        stem = output_stem(question, body, self.words)
        item, presentation = self._start(question, "short_answer_question", stem, ["1001"])
        _typed(presentation, "String")
        processing = self._processing(item, question)
        condition = _condition(processing)
        _equal(condition[0], "response1", one_line(body.key))
        _score(condition, "Set", 100)
        self._right_and_other(item, question, processing, condition, body)

    def _right_and_other(
        self, item: Element, question: Question, processing: Element, right: Element, body: Numeric | Output
    ) -> None:
        """Say what is said about right and wrong answers; those expected have no place of their own."""
        if body.expected:
            self.ledger.add("expected", marks.EXPECTED, question.item)
        _shown(right, "correct_fb")
        _shown(_condition(processing, goes_on=True), "general_incorrect_fb", add_other=True)
        other = paragraph(body.other) + listed_wrongs(body.expected, self.words)
        self._feedback(item, question, {"correct_fb": body.right, "general_incorrect_fb": other})

    def _matching(self, question: Question, body: Matching) -> None:
        if not has_plain_rights(body):
            self.ledger.add("letters", marks.LETTERS, question.item)
            self.write(with_letters(question, body))
            return
        if any(left.feedback for left in body.lefts):
            self.ledger.add("pair-feedback", marks.WRONG_PAIRS, question.item)
        names = {name: str(5001 + place) for place, (name, _) in enumerate(body.rights)}
        ids = [str(1001 + place) for place in range(len(body.lefts))]
        item, presentation = self._start(question, "matching_question", question.stem, ids)
        rights = {names[name]: plain(html) for name, html in body.rights}
        for name, left in zip(ids, body.lefts, strict=True):
            response = add(presentation, "response_lid", ident=f"response_{name}")
            _material(response, left.html)
            _labels(response, rights, is_plain_text=True)
        processing = self._processing(item, question)
        for name, left in zip(ids, body.lefts, strict=True):
            condition = _condition(processing, goes_on=True)
            _equal(condition[0], f"response_{name}", names[left.partner])
            _score(condition, "Add", 100 / len(body.lefts))
            if left.feedback:
                condition = _condition(processing, goes_on=True)
                _equal(add(condition[0], "not"), f"response_{name}", names[left.partner])
                _shown(condition, f"{name}_fb")
        told = {f"{name}_fb": left.feedback for name, left in zip(ids, body.lefts, strict=True)}
        self._feedback(item, question, told)

    def _blanks(self, question: Question, body: Blanks) -> None:
        all_chosen = all(gap.choices for gap in body.gaps)
        kind = "multiple_dropdowns_question" if all_chosen else "fill_in_multiple_blanks_question"
        names = {gap.id: f"gap{place}" for place, gap in enumerate(body.gaps, start=1)}
        after: list[str] = []
        answers: dict[str, dict[str, str]] = {}
        right: dict[str, list[str]] = {}
        beside: dict[str, str] = {}
        for place, gap in enumerate(body.gaps):
            texts, accepted, shown = self._accepted(question, gap, all_chosen, after)
            ids = [str(1001 + 100 * place + n) for n in range(len(texts))]
            answers[gap.id] = dict(zip(ids, texts, strict=True))
            right[gap.id] = [name for name, text in answers[gap.id].items() if text in accepted]
            beside[gap.id] = shown
        stem = with_gaps(question.stem, lambda name: f"[{names[name]}]{beside[name]}") + "".join(after)
        item, presentation = self._start(
            question, kind, stem, [name for rows in answers.values() for name in rows]
        )
        for gap in body.gaps:
            response = add(presentation, "response_lid", ident=f"response_{names[gap.id]}")
            add(add(response, "material"), "mattext", names[gap.id])
            _labels(response, answers[gap.id], is_plain_text=True)
        processing = self._processing(item, question)
        for gap in body.gaps:
            for name in right[gap.id]:
                condition = _condition(processing, goes_on=True)
                _equal(condition[0], f"response_{names[gap.id]}", name)
                _score(condition, "Add", 100 / len(body.gaps))
        _shown(_condition(processing, goes_on=True), "general_incorrect_fb", add_other=True)
        told = bullets(
            [paragraph(gap.other) + listed_wrongs(gap.expected, self.words) for gap in body.gaps], "ol"
        )
        if any(gap.expected for gap in body.gaps):
            self.ledger.add("expected", marks.EXPECTED, question.item)
        self._feedback(item, question, {"general_incorrect_fb": told})

    def _accepted(
        self, question: Question, gap: Gap, all_chosen: bool, after: list[str]
    ) -> tuple[list[str], list[str], str]:
        """Return a gap's answers, the right ones, and what stands beside it; `after` gets what is below."""
        if gap.number is not None:
            near, _ = accepted_range(gap.number, gap.tolerance, gap.expected)
            self.ledger.add("spellings", marks.SPELLINGS, question.item)
            texts = spellings(gap.number, near)
            return texts, texts, ""
        if not gap.choices:
            return list(gap.accept), list(gap.accept), ""
        if not all_chosen:
            self.ledger.add("typed-choice", marks.TYPED_CHOICE, question.item)
            choices = " / ".join(html for _, html in gap.choices)
            return list(gap.accept), list(gap.accept), f" ({choices})"
        if all(is_plain(html) for _, html in gap.choices):
            accepted = [plain(html) for text, html in gap.choices if text in gap.accept]
            return [plain(html) for _, html in gap.choices], accepted, ""
        self.ledger.add("letters", marks.LETTERS, question.item)
        after.append(lettered([html for _, html in gap.choices]))
        letters = [letter(place) for place in range(len(gap.choices))]
        right = [one for one, (text, _) in zip(letters, gap.choices, strict=True) if text in gap.accept]
        return letters, right, ""

    def _essay(self, question: Question, body: Essay) -> None:
        self.ledger.add("essay", marks.ESSAY_AFTER)
        item, presentation = self._start(question, "essay_question", question.stem, ())
        _typed(presentation, "String")
        processing = self._processing(item, question)
        add(_condition(processing)[0], "other")
        _shown(_condition(processing, goes_on=True), "general_fb", add_other=True)
        self._feedback(item, question, {"general_fb": model_answer(body.answer, body.checklist, self.words)})


def _metadata(item: Element, kind: str, points: int, ids: Sequence[str]) -> None:
    fields = add(add(item, "itemmetadata"), "qtimetadata")
    rows = {"question_type": kind, "points_possible": str(points), "original_answer_ids": ",".join(ids)}
    for label, entry in rows.items():
        field = add(fields, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)


def _material(parent: Element, html: str) -> None:
    add(add(parent, "material"), "mattext", with_namespace(html), texttype="text/html")


def _labels(response: Element, texts: Mapping[str, str], *, is_plain_text: bool = False) -> None:
    choices = add(response, "render_choice")
    for ident, text in texts.items():
        label = add(choices, "response_label", ident=ident)
        if is_plain_text:
            add(add(label, "material"), "mattext", text, texttype="text/plain")
        else:
            _material(label, text)


def _typed(presentation: Element, kind: str) -> None:
    response = add(presentation, "response_str", ident="response1", rcardinality="Single")
    add(add(response, "render_fib", fibtype=kind), "response_label", ident="answer1", rshuffle="No")


def _condition(processing: Element, *, goes_on: bool = False) -> Element:
    """Add a condition, after which others are looked at or not; its first child is what it asks."""
    condition = add(processing, "respcondition", continue_="Yes" if goes_on else "No")
    add(condition, "conditionvar")
    return condition


def _equal(parent: Element, response: str, value: str) -> None:
    add(parent, "varequal", value, respident=response)


def _score(condition: Element, action: str, value: float) -> None:
    add(condition, "setvar", f"{value:.2f}".removesuffix(".00"), action=action, varname="SCORE")


def _shown(condition: Element, feedback: str, *, add_other: bool = False) -> None:
    if add_other:
        add(condition[0], "other")
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
