"""Marks an answer to an item's data: the same rules that a page's script follows.

An answer is, by kind: `single` an option's id; `multiple` a list of them; `numeric` and `formula` what was
typed; `ordering` a list of steps' ids; `matching` right ids by left ids; `code` a line's number or a text;
`blank` a text by each gap's id.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from grader.quiz.expressions import ExpressionError, evaluate, number_of, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Mark:
    """What an answer is worth.

    Attributes
    ----------
    score : float
        Between 0 and 1.
    feedback : tuple of str
        HTML with holes, in the order in which it is to be read.
    misconceptions : tuple of str
        Those that the answer was recognised by.
    """

    score: float
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()


def mark(item: Mapping[str, Any], variant: Mapping[str, Any], answer: Any) -> Mark:
    """Return what an answer to one variant of an item is worth; the data must hold the keys."""
    kind = item["kind"]
    key = variant["key"]
    if kind in ("single", "multiple"):
        return _mark_choice(item, key, [answer] if isinstance(answer, str) else list(answer))
    if kind == "numeric":
        return _mark_typed(item, _number_matches(answer, key, variant["expected"], item["tolerance"]))
    if kind == "formula":
        return _mark_typed(item, _formula_matches(item, answer, [key, *variant["expected"]]))
    if kind == "ordering":
        share = ordered_share(answer, key["before"])
        return Mark(share, (item["right"] if share == 1 else item["other"],))
    if kind == "matching":
        feedback = tuple(left["feedback"] for left in item["lefts"])
        right = sum(answer.get(left["id"]) == key[left["id"]] for left in item["lefts"])
        return Mark(right / len(item["lefts"]), feedback)
    if kind == "code":
        if item["ask"] == "line":
            return _mark_typed(item, 0 if int(answer) in key else None)
        return _mark_typed(item, _text_matches(answer, [[key], *([text] for text in variant["expected"])]))
    return _mark_blanks(item, variant, answer)


def _mark_choice(item: Mapping[str, Any], key: Sequence[str], taken: Sequence[str]) -> Mark:
    options = item["options"]
    chosen = [option for option in options if option["id"] in taken]
    feedback = tuple(option["feedback"] for option in chosen)
    wrong = tuple(option["misconception"] for option in chosen if "misconception" in option)
    if item["kind"] == "single":
        return Mark(float(list(taken) == list(key)), feedback, wrong)
    agreeing = sum((option["id"] in key) == (option["id"] in taken) for option in options)
    return Mark(agreeing / len(options), feedback, wrong)


def _mark_typed(answers: Mapping[str, Any], place: int | None) -> Mark:
    """Return the mark of a typed answer that is the key (0), an expected answer (from 1), or neither."""
    if place == 0:
        return Mark(1.0, (answers["right"],))
    if place is None:
        return Mark(0.0, (answers["other"],))
    recognised = answers["expected"][place - 1]
    named = (recognised["misconception"],) if "misconception" in recognised else ()
    return Mark(0.0, (recognised["feedback"],), named)


def _mark_blanks(item: Mapping[str, Any], variant: Mapping[str, Any], answer: Mapping[str, str]) -> Mark:
    marks = []
    for blank in item["blanks"]:
        name = blank["id"]
        key, typed = variant["key"][name], answer.get(name, "")
        if blank["type"] == "number":
            place = _number_matches(typed, key, variant["expected"][name], blank["tolerance"])
        else:
            accepted = [key["accept"], *(wrong.get("text", ()) for wrong in blank["expected"])]
            place = _text_matches(typed, accepted, fold=True)
        marks.append(_mark_typed(blank, place))
    return Mark(
        sum(one.score for one in marks) / len(marks),
        tuple(text for one in marks for text in one.feedback),
        tuple(name for one in marks for name in one.misconceptions),
    )


# --- comparing -----------------------------------------------------------------------------------------

_TYPED = re.compile(r"([-+]?)(\d+(?:\.\d*)?|\.\d+)(?:e([-+]?\d{1,3}))?(?:/(\d+(?:\.\d*)?|\.\d+))?", re.ASCII)


def typed_number(text: str) -> Fraction | None:
    """Return the number that was typed: 0.4, 0,4, −2/5 or 4e-1; None if it is none."""
    plain = re.sub(r"\s", "", text).replace("−", "-").replace(",", ".").lower()
    match = _TYPED.fullmatch(plain)
    if not match or (match[4] and Fraction(match[4]) == 0):
        return None
    value = Fraction(match[2]) * Fraction(10) ** int(match[3] or 0) / Fraction(match[4] or 1)
    if value > sys.float_info.max:
        return None
    return -value if match[1] == "-" else value


def _number_matches(text: Any, key: Any, expected: Sequence[Any], tolerance: float) -> int | None:
    typed = typed_number(str(text))
    if typed is None:
        return None
    for place, wanted in enumerate((key, *expected)):
        number = wanted["number"]
        near = tolerance if tolerance > 0 else 1e-9 * max(1.0, abs(number))
        # A tolerance of 0.001 holds for 0.001 itself, whatever the last bit says.
        if abs(float(typed) - number) <= near * (1 + 1e-9):
            return place
    return None


def _formula_matches(item: Mapping[str, Any], text: str, rows: Sequence[Sequence[float]]) -> int | None:
    names = [variable["name"] for variable in item["variables"]]
    try:
        node = parse(text)
        typed = [
            float(number_of(evaluate(node, dict(zip(names, map(Fraction, point), strict=True)).__getitem__)))
            for point in item["at"]
        ]
    except (ExpressionError, KeyError):
        return None
    for place, row in enumerate(rows):
        if all(
            abs(one - other) <= 1e-9 * max(1.0, abs(other)) for one, other in zip(typed, row, strict=True)
        ):
            return place
    return None


def _text_matches(text: Any, accepted: Sequence[Sequence[str]], *, fold: bool = False) -> int | None:
    def normal(one: str) -> str:
        return " ".join(one.split()).lower() if fold else " ".join(one.split())

    for place, texts in enumerate(accepted):
        if normal(str(text)) in [normal(one) for one in texts]:
            return place
    return None


def ordered_share(order: Sequence[str], before: Mapping[str, Sequence[str]]) -> float:
    """Return the share of steps that stand in order: the longest part without a pair the wrong way round.

    One step alone is always in order and earns nothing.
    """
    n = len(order)
    if sorted(order) != sorted(before):
        return 0.0
    for size in range(n, 1, -1):
        for part in combinations(order, size):
            if not any(part[j] in before[part[i]] for i in range(size) for j in range(i + 1, size)):
                return size / n
    return 0.0
