"""An item made ready for pages: its texts as HTML with holes, and its answers at one draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import ExpressionError, NoValueError, number_of, parse
from grader.quiz.markup import Compiler, Holes
from grader.quiz.source import (
    BlankItem,
    ChoiceItem,
    CodeItem,
    FormulaItem,
    MatchingItem,
    NumericItem,
    OrderingItem,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.quiz.expressions import Node
    from grader.quiz.lines import Key
    from grader.quiz.markup import Notation
    from grader.quiz.source import Item, Option, Recognised
    from grader.quiz.values import Namespace
    from grader.quiz.workshop import Workshop

Exact = Fraction | float
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Answer:
    """What is right at one draw, and what is recognised as wrong.

    Attributes
    ----------
    key, expected : JSON data
        As docs/quiz-format.md describes them for each kind.
    clash : str
        Why this draw cannot be asked; empty if it can.
    """

    key: Any
    expected: Any = None
    clash: str = ""


@dataclass
class Prepared:
    """One item's texts and the way to its answers.

    Attributes
    ----------
    id : str
        `concept/item`.
    notation : str
        How mathematics is written.
    shown : dict
        What the page shows of the item, as JSON.
    told : dict
        What the page tells after an answer (right options, feedback), as JSON; absent without keys.
    faults : list of (str, path)
        What is wrong, and under which key of the item.
    sources : list of (Node, path)
        Every expression of the item, in its texts and by itself, and where it stands.
    codes : callable
        From a namespace to the pieces of code that `answer` runs there.
    links : list of (str, str, path)
        The kind and the name that each link leads to, and where it stands.
    """

    id: str
    item: Item
    workshop: Workshop
    notation: Notation = "mathml"
    holes: Holes = field(default_factory=Holes)
    shown: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, Where]] = field(default_factory=list)
    sources: list[tuple[Node, Where]] = field(default_factory=list)
    links: list[tuple[str, str, Where]] = field(default_factory=list)
    answer: Callable[[Namespace], Answer] = lambda _: Answer(None)
    codes: Callable[[Namespace], list[str]] = lambda _: []

    def html(self, text: str, *where: Key, how: str = "block", blanks: Sequence[str] = ()) -> str:
        """Return a text of the item as HTML with holes, and note its faults."""
        compiler = Compiler(self.holes, blanks=blanks, notation=self.notation)
        compiled = {"block": compiler.block, "inline": compiler.inline, "option": compiler.option}[how]
        html = compiled(text)
        self.faults += [(message, where) for message in compiler.faults]
        self.sources += [(hole.node, where) for hole in self.holes.in_html(html)]
        self.links += [(kind, name, where) for kind, name in compiler.links]
        return html

    def code(self, text: str, *where: Key) -> str:
        """Return code as HTML with holes, and note its faults."""
        compiler = Compiler(self.holes)
        html = compiler.code(text.strip("\n"))
        self.faults += [(message, where) for message in compiler.faults]
        return html

    def expression(self, text: str, *where: Key) -> Node:
        """Return the tree of an expression; a fault is noted, and stands for 0."""
        try:
            node = parse(text)
        except ExpressionError as error:
            self.faults.append((str(error), where))
            return parse("0")
        self.sources.append((node, where))
        return node

    def located(self, namespace: Namespace) -> list[tuple[str, Where]]:
        """Return what is wrong with expressions whatever is drawn, each with its place."""
        found: list[tuple[str, Where]] = []
        for node, where in self.sources:
            try:
                value = namespace.value(node)
                if where[-1] in ("key", "value"):
                    number_of(value)
            except NoValueError:
                continue
            except ExpressionError as error:
                found.append((str(error), where))
        return list(dict.fromkeys(found))

    def recognised(self, answer: Option | Recognised, *where: Key) -> dict[str, Any]:
        """Return what is told about an answer that was expected."""
        told: dict[str, Any] = {"feedback": self.html(answer.feedback, *where, "feedback", how="option")}
        if answer.misconception:
            told["misconception"] = answer.misconception
        return told


def prepare(item_id: str, item: Item, workshop: Workshop, notation: Notation = "mathml") -> Prepared:
    """Return an item made ready; what is wrong with its texts is in `faults`."""
    from grader.quiz.arranged_items import prepare_matching, prepare_ordering
    from grader.quiz.choices import prepare_choice
    from grader.quiz.code_items import prepare_code
    from grader.quiz.formula_items import prepare_formula
    from grader.quiz.typed_items import prepare_blank, prepare_numeric

    prepared = Prepared(item_id, item, workshop, notation)
    blanks = [blank.id for blank in item.blanks] if isinstance(item, BlankItem) else []
    prepared.shown = {
        "id": item_id,
        "kind": item.kind,
        "points": item.points,
        "level": item.level,
        "stem": prepared.html(item.stem, "stem", blanks=blanks),
        "hint": prepared.html(item.hint, "hint") if item.hint else None,
    }
    explanation = prepared.html(item.explanation, "explanation") if item.explanation else None
    prepared.told = {"explanation": explanation}
    match item:
        case ChoiceItem():
            prepare_choice(prepared, item)
        case NumericItem():
            prepare_numeric(prepared, item)
        case FormulaItem():
            prepare_formula(prepared, item)
        case OrderingItem():
            prepare_ordering(prepared, item)
        case MatchingItem():
            prepare_matching(prepared, item)
        case CodeItem():
            prepare_code(prepared, item)
        case BlankItem():
            prepare_blank(prepared, item)
    return prepared
