"""What is asked and what is right in one variant of an item, for the neutral bank."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

from grader.quiz.exports.bank import (
    Blanks,
    Body,
    Choice,
    CodeLine,
    Formula,
    Gap,
    Left,
    Matching,
    Number,
    Numeric,
    Option,
    Ordering,
    Output,
    Wrong,
)
from grader.quiz.expressions import parse
from grader.quiz.formula_items import latex_of
from grader.quiz.markup import Compiler, Holes, filled
from grader.quiz.source import BlankItem, ChoiceItem, CodeItem, FormulaItem, NumericItem, OrderingItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.quiz.draws import Variant
    from grader.quiz.markup import Notation
    from grader.quiz.source import Item

Shown = dict[str, Any]
_Row = TypeVar("_Row", Option, tuple[str, str])


def body_of(question_id: str, item: Item, shown: Shown, variant: Variant, notation: Notation) -> Body:
    """Return what an item asks at one variant.

    Parameters
    ----------
    question_id : str
        Decides the order of options.
    item : Item
        As it is in the source.
    shown : dict
        Its data as docs/quiz-format.md describes them for pages, with keys and filled for this variant.
    variant : Variant
        With its answers.
    notation : str
        How mathematics is written.
    """
    key, expected = variant.answer.key, variant.answer.expected
    match item:
        case ChoiceItem():
            return _choice(item, shown, key, question_id)
        case NumericItem():
            wrong = tuple(
                Wrong(told["feedback"], told.get("misconception"), _number(value))
                for told, value in zip(shown["expected"], expected, strict=True)
            )
            return Numeric(_number(key), shown["tolerance"], shown["right"], shown["other"], wrong)
        case FormulaItem():
            return _formula(item, shown, variant, notation)
        case OrderingItem():
            return _ordering(item, shown, key["before"])
        case CodeItem():
            return _code(item, shown, key, expected)
        case BlankItem():
            numbers = expected or {}
            return Blanks(tuple(_gap(gap, key[gap["id"]], numbers.get(gap["id"])) for gap in shown["blanks"]))
    return Matching(
        tuple(Left(row["id"], row["html"], key[row["id"]], row["feedback"]) for row in shown["lefts"]),
        tuple((row["id"], row["html"]) for row in shown["rights"]),
    )


def misconceptions_in(data: Any) -> tuple[str, ...]:
    """Return the misconceptions that an item's answers name, sorted."""
    found: set[str] = set()
    if isinstance(data, dict):
        if isinstance(data.get("misconception"), str):
            found.add(data["misconception"])
        found.update(*(misconceptions_in(value) for value in data.values()))
    elif isinstance(data, list):
        found.update(*(misconceptions_in(value) for value in data))
    return tuple(sorted(found))


def _number(data: Mapping[str, Any]) -> Number:
    return Number(data["exact"], data["number"])


def mixed(rows: Sequence[_Row], seed: str) -> tuple[_Row, ...]:
    """Return rows in an order that a seed decides; options that are pinned keep their place."""

    def name(row: _Row) -> str:
        return row.id if isinstance(row, Option) else row[0]

    free = [row for row in rows if not (isinstance(row, Option) and row.is_pinned)]
    free.sort(key=lambda row: hashlib.sha256(f"{seed} {name(row)}".encode()).hexdigest())
    order = iter(free)
    return tuple(row if isinstance(row, Option) and row.is_pinned else next(order) for row in rows)


def _choice(item: ChoiceItem, shown: Shown, key: Sequence[str], seed: str) -> Choice:
    options = tuple(
        Option(
            row["id"],
            row["html"],
            row["id"] in key,
            row["feedback"],
            row.get("misconception"),
            row["pinned"],
        )
        for row in shown["options"]
    )
    ordered = mixed(options, seed) if item.shuffle else options
    return Choice(ordered, item.kind == "multiple", item.shuffle)


def _formula(item: FormulaItem, shown: Shown, variant: Variant, notation: Notation) -> Formula:
    def read(formula: str) -> str:
        compiler = Compiler(Holes(), notation=notation)
        html = compiler.inline(f"${latex_of(parse(formula))}$")
        return filled(html, compiler.holes.fills(variant.namespace))

    typed = [answer.value or "0" for answer in item.expected]
    wrong = tuple(
        Wrong(told["feedback"], told.get("misconception"), texts=(text,), html=read(text))
        for told, text in zip(shown["expected"], typed, strict=True)
    )
    variables = tuple((row["name"], row["meaning"]) for row in shown["variables"])
    return Formula(variables, item.key, read(item.key), shown["right"], shown["other"], wrong)


def _ordering(item: OrderingItem, shown: Shown, before: Mapping[str, Sequence[str]]) -> Ordering:
    html = {row["id"]: row["html"] for row in shown["steps"]}
    order: list[str] = []
    while len(order) < len(item.steps):
        free = (step.id for step in item.steps if step.id not in order and set(before[step.id]) <= set(order))
        order.append(next(free))
    return Ordering(
        tuple((name, html[name]) for name in order),
        {name: tuple(before[name]) for name in order},
        shown["right"],
        shown["other"],
    )


def _code(item: CodeItem, shown: Shown, key: Any, expected: Any) -> CodeLine | Output:
    lines, right, other = tuple(shown["lines"]), shown["right"], shown["other"]
    if item.ask == "line":
        return CodeLine(lines, key[0], right, other)
    wrong = tuple(
        Wrong(told["feedback"], told.get("misconception"), texts=(text,))
        for told, text in zip(shown["expected"], expected or (), strict=True)
    )
    return Output(lines, key, right, other, wrong)


def _gap(shown: Shown, key: Mapping[str, Any], expected: Sequence[Any] | None) -> Gap:
    numbers = expected or [None] * len(shown["expected"])
    wrong = tuple(
        Wrong(
            told["feedback"],
            told.get("misconception"),
            _number(value) if value else None,
            tuple(told.get("text", ())),
        )
        for told, value in zip(shown["expected"], numbers, strict=True)
    )
    return Gap(
        shown["id"],
        shown["right"],
        shown["other"],
        tuple(zip(shown["values"], shown["choices"], strict=True)),
        tuple(key.get("accept", ())),
        _number(key) if "number" in key else None,
        shown["tolerance"],
        wrong,
    )
