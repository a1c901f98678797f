"""What QTI 2.1 does with answers: declarations, conditions that give points, and feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from grader.quiz.exports.adapting import decimal
from grader.quiz.exports.xml_tree import add, put_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    #: Answers that are taken for one case, and what is said then.
    Case = tuple[Sequence[str], str]


class Answers:
    """Collects an item's declarations, its processing and its feedback.

    Parameters
    ----------
    root : Element
        `<assessmentItem>`.
    points : float
        The most that can be had.
    """

    def __init__(self, root: Element, points: float) -> None:
        self.root = root
        self.points = points
        self.responses: list[Element] = []
        self.processing = Element("responseProcessing")
        #: Cardinalities of the outcomes that decide which feedback is shown.
        self.outcomes: dict[str, str] = {}
        #: By outcome and by the value that shows it.
        self.told: dict[tuple[str, str], str] = {}

    def declare(
        self,
        name: str,
        cardinality: str,
        base: str,
        right: Sequence[str],
        counts: Mapping[str, int] | None = None,
    ) -> None:
        """Declare a response: its right value, and what each value counts where that is added up."""
        response = Element(
            "responseDeclaration", {"identifier": name, "cardinality": cardinality, "baseType": base}
        )
        if right:
            correct = add(response, "correctResponse")
            for value in right:
                add(correct, "value", value)
        if counts:
            mapping = add(response, "mapping", defaultValue="0")
            for value, count in counts.items():
                add(mapping, "mapEntry", mapKey=value, mappedValue=str(count))
        self.responses.append(response)

    # --- points ------------------------------------------------------------------------------------------

    def score_if_correct(self, name: str) -> None:
        """Give all points for the right value."""
        case = add(add(self.processing, "responseCondition"), "responseIf")
        matched = add(case, "match")
        add(matched, "variable", identifier=name)
        add(matched, "correct", identifier=name)
        _add_score(case, self.points)

    def score_mapped(self, name: str, start: int, parts: int) -> None:
        """Give the share of `parts` that the values taken come to, some counted from the start."""
        total = Element("sum")
        add(total, "baseValue", str(start), baseType="float")
        add(total, "mapResponse", identifier=name)
        self._score_share(total, parts)

    def score_parts(self, parts: int) -> None:
        """Give the share of `parts` that were counted so far."""
        self._score_share(Element("variable", {"identifier": "SCORE"}), parts)

    def _score_share(self, count: Element, parts: int) -> None:
        # Divided last: a third, three times, would not be all points where sums are rounded.
        share = add(add(self.processing, "setOutcomeValue", identifier="SCORE"), "divide")
        product = add(share, "product")
        product.append(count)
        add(product, "baseValue", decimal(self.points), baseType="float")
        add(share, "baseValue", str(parts), baseType="float")

    def typed(
        self,
        name: str,
        base: str,
        cases: Sequence[Case],
        other: str,
        near: float = 0.0,
        *,
        counts_one: bool = False,
        is_case_sensitive: bool = True,
    ) -> None:
        """Compare what was typed with each case in order; the first one is right.

        Parameters
        ----------
        name, base : str
            The response, and what it is: `float`, `string` or `identifier`.
        cases : sequence of (values, HTML)
            The right answers, then those that are expected and wrong.
        other : str
            What is said about any other answer.
        near : float
            How far from a number an answer may be.
        counts_one : bool
            A right answer is one of several parts, which are divided later; else it has all points.
        """
        condition = add(self.processing, "responseCondition")
        for place, (values, html) in enumerate(case for case in cases if case[0]):
            case = add(condition, "responseIf" if place == 0 else "responseElseIf")
            test = add(case, "or") if len(values) > 1 else case
            for value in values:
                _compare(test, name, base, value, near, is_case_sensitive)
            if place == 0:
                _add_score(case, 1 if counts_one else self.points)
            self._tell(case, name, f"case.{place}", html)
        if other:
            self._tell(add(condition, "responseElse"), name, "other", other)

    def ordered(self, name: str, orders: Sequence[Sequence[str]], right: str, other: str) -> None:
        """Give all points for any of these orders; for the one that is declared if there are none."""
        condition = add(self.processing, "responseCondition")
        case = add(condition, "responseIf")
        either = add(case, "or") if orders else case
        for order in orders:
            matched = add(either, "match")
            add(matched, "variable", identifier=name)
            container = add(matched, "ordered")
            for value in order:
                add(container, "baseValue", value, baseType="identifier")
        if not orders:
            matched = add(either, "match")
            add(matched, "variable", identifier=name)
            add(matched, "correct", identifier=name)
        _add_score(case, self.points)
        self._tell(case, name, "right", right)
        self._tell(add(condition, "responseElse"), name, "other", other)

    # --- feedback ----------------------------------------------------------------------------------------

    def tell_what_is_taken(self, name: str, told: Mapping[str, str], *, is_multiple: bool) -> None:
        """Show what is said about the options that were taken."""
        outcome = _outcome(name)
        self.outcomes[outcome] = "multiple" if is_multiple else "single"
        self.told |= {(outcome, value): html for value, html in told.items() if html}
        add(add(self.processing, "setOutcomeValue", identifier=outcome), "variable", identifier=name)

    def tell_always(self, name: str, html: str) -> None:
        """Show a feedback whatever was answered."""
        self._tell(self.processing, name, "shown", html)

    def _tell(self, place: Element, name: str, value: str, html: str) -> None:
        """Show a feedback there; each response has an outcome of its own, for nothing to be collected."""
        outcome = _outcome(name)
        self.outcomes[outcome] = "single"
        self.told[outcome, value] = html
        shown = add(place, "setOutcomeValue", identifier=outcome)
        add(shown, "baseValue", value, baseType="identifier")

    # --- the item ----------------------------------------------------------------------------------------

    def finish(self, body: Element) -> None:
        """Put everything into the item, in the order that the format asks for."""
        self.root.extend(self.responses)
        for name, value in (("SCORE", 0.0), ("MAXSCORE", self.points)):
            score = self._outcome(name, "single", "float")
            add(add(score, "defaultValue"), "value", decimal(value))
        for name, cardinality in self.outcomes.items():
            self._outcome(name, cardinality, "identifier")
        self.root.append(body)
        if len(self.processing):
            self.root.append(self.processing)
        for (name, shown_by), html in self.told.items():
            shown = add(self.root, "modalFeedback", outcomeIdentifier=name, identifier=shown_by)
            shown.set("showHide", "show")
            put_html(shown, html)

    def _outcome(self, name: str, cardinality: str, base: str) -> Element:
        return add(self.root, "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=base)


def _outcome(name: str) -> str:
    return f"FEEDBACK.{name}"


def _add_score(place: Element, points: float) -> None:
    total = add(add(place, "setOutcomeValue", identifier="SCORE"), "sum")
    add(total, "variable", identifier="SCORE")
    add(total, "baseValue", decimal(points), baseType="float")


def _compare(test: Element, name: str, base: str, value: str, near: float, is_case_sensitive: bool) -> None:
    if base == "float":
        compared = add(test, "equal", toleranceMode="absolute", tolerance=f"{decimal(near)} {decimal(near)}")
    elif base == "string":
        compared = add(test, "stringMatch", caseSensitive="true" if is_case_sensitive else "false")
    else:
        compared = add(test, "match")
    add(compared, "variable", identifier=name)
    add(compared, "baseValue", value, baseType=base)
