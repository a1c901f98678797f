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
        self.told: dict[str, str] = {}

    def declare(
        self,
        name: str,
        cardinality: str,
        base: str,
        right: Sequence[str],
        shares: Mapping[str, float] | None = None,
    ) -> None:
        """Declare a response: its right value, and what each value is worth where that is added up."""
        response = Element(
            "responseDeclaration", {"identifier": name, "cardinality": cardinality, "baseType": base}
        )
        if right:
            correct = add(response, "correctResponse")
            for value in right:
                add(correct, "value", value)
        if shares:
            mapping = add(response, "mapping", defaultValue="0")
            for value, share in shares.items():
                add(mapping, "mapEntry", mapKey=value, mappedValue=decimal(share))
        self.responses.append(response)

    # --- points ------------------------------------------------------------------------------------------

    def score_if_correct(self, name: str, points: float) -> None:
        """Give all points for the right value."""
        case = add(add(self.processing, "responseCondition"), "responseIf")
        matched = add(case, "match")
        add(matched, "variable", identifier=name)
        add(matched, "correct", identifier=name)
        _add_score(case, points)

    def add_mapped(self, name: str, start: float) -> None:
        """Give what the values taken are worth, and some points to start with."""
        total = add(add(self.processing, "setOutcomeValue", identifier="SCORE"), "sum")
        add(total, "baseValue", decimal(start), baseType="float")
        add(total, "mapResponse", identifier=name)

    def typed(
        self,
        name: str,
        base: str,
        cases: Sequence[Case],
        other: str,
        near: float = 0.0,
        share: float | None = None,
        *,
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
        share : float, optional
            Points for a right answer; all if left out.
        """
        condition = add(self.processing, "responseCondition")
        for place, (values, html) in enumerate(case for case in cases if case[0]):
            case = add(condition, "responseIf" if place == 0 else "responseElseIf")
            test = add(case, "or") if len(values) > 1 else case
            for value in values:
                _compare(test, name, base, value, near, is_case_sensitive)
            if place == 0:
                _add_score(case, self.points if share is None else share)
            self._tell(case, f"{name}.{place}", html)
        if other:
            self._tell(add(condition, "responseElse"), f"{name}.other", other)

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
        self._tell(case, f"{name}.right", right)
        self._tell(add(condition, "responseElse"), f"{name}.other", other)

    # --- feedback ----------------------------------------------------------------------------------------

    def feedback(self, name: str, html: str) -> None:
        """State a feedback that is shown when its name is among the outcomes."""
        self.told[name] = html

    def tell_what_is_taken(self, name: str, *, is_multiple: bool) -> None:
        """Show the feedback of the options that were taken; it has their names."""
        outcome = add(self.processing, "setOutcomeValue", identifier="FEEDBACK")
        container = outcome if is_multiple else add(outcome, "multiple")
        add(container, "variable", identifier=name)

    def tell_always(self, name: str, html: str) -> None:
        """Show a feedback whatever was answered."""
        self._tell(self.processing, name, html)

    def _tell(self, place: Element, name: str, html: str) -> None:
        self.told[name] = html
        both = add(add(place, "setOutcomeValue", identifier="FEEDBACK"), "multiple")
        add(both, "variable", identifier="FEEDBACK")
        add(both, "baseValue", name, baseType="identifier")

    # --- the item ----------------------------------------------------------------------------------------

    def finish(self, body: Element) -> None:
        """Put everything into the item, in the order that the format asks for."""
        self.root.extend(self.responses)
        for name, value in (("SCORE", 0.0), ("MAXSCORE", self.points)):
            outcome = add(
                self.root, "outcomeDeclaration", identifier=name, cardinality="single", baseType="float"
            )
            add(add(outcome, "defaultValue"), "value", decimal(value))
        add(
            self.root,
            "outcomeDeclaration",
            identifier="FEEDBACK",
            cardinality="multiple",
            baseType="identifier",
        )
        self.root.append(body)
        if len(self.processing):
            self.root.append(self.processing)
        for name, html in self.told.items():
            shown = add(
                self.root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
            )
            put_html(shown, html)


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
