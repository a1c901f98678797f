"""Marking answers by the rules that the page's script follows too."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.kit import find_kit
from grader.quiz.course import read_course
from grader.quiz.draws import work_out
from grader.quiz.marking import mark, ordered_share, typed_number
from grader.quiz.page_items import item_data
from grader.quiz.prepared import prepare


@pytest.fixture(scope="module")
def items() -> dict[str, Any]:
    """The items of the concept that uses every kind, as a page's data."""
    course = read_course(find_kit())
    file = course.files["simultaneous-update"]
    assert file.concept is not None
    found = {}
    for item in file.concept.items:
        prepared = prepare(f"{file.id}/{item.id}", item, course.workshop)
        found[item.id] = item_data(prepared, work_out(file.concept, prepared))
    return found


def right_answer(item: dict[str, Any], key: Any) -> Any:
    """Return an answer that has all points."""
    kind = item["kind"]
    if kind == "numeric":
        return key["exact"]
    if kind == "ordering":
        before = key["before"]
        return sorted(before, key=lambda step: len(before[step]))
    if kind == "code" and item["ask"] == "line":
        return key[0]
    if kind == "blank":
        return {
            name: part["accept"][0].upper() if "accept" in part else part["exact"]
            for name, part in key.items()
        }
    return {"single": lambda: key[0]}.get(kind, lambda: key)()


def test_every_kind_every_variant(items: dict[str, Any]) -> None:
    """The key of every variant of every kind has all points."""
    kinds = set()
    for item in items.values():
        for variant in item["variants"]:
            answer = right_answer(item, variant["key"])
            if item["kind"] == "formula":
                answer = "b - db*alpha"
            kinds.add((item["kind"], item.get("ask")))

            assert 1 == mark(item, variant, answer).score, item["id"]
    assert {kind for kind, _ in kinds} >= {
        "single",
        "multiple",
        "numeric",
        "formula",
        "ordering",
        "matching",
        "blank",
    }


def test_expected_numbers_are_recognised(items: dict[str, Any]) -> None:
    """A wrong number that was expected is answered by its misconception, in every variant."""
    item = items["type-b"]
    for variant in item["variants"]:
        result = mark(item, variant, variant["expected"][0]["exact"])

        assert (0, ("sequential-update",)) == (result.score, result.misconceptions)


def test_other_answers(items: dict[str, Any]) -> None:
    """What is neither right nor expected is answered in general; nothing is guessed from it."""
    formula, output = items["type-the-update"], items["what-is-printed"]
    cases = [
        (items["type-b"], "no number"),
        (items["type-b"], "1/0"),
        (formula, "b - alpha * w"),
        (formula, "__import__('os')"),
        (formula, "1 / (w - w)"),
        (output, "no idea"),
    ]
    for item, answer in cases:
        result = mark(item, item["variants"][0], answer)

        assert (0, (), (item["other"],)) == (result.score, result.misconceptions, result.feedback)


def test_formulas(items: dict[str, Any]) -> None:
    """A formula is right however it is written, and a wrong one is told by its mistake."""
    item = items["type-the-update"]
    variant = item["variants"][0]
    for text in ("b - alpha*db", "-(alpha * db) + b", "b - (db * alpha * 2) / 2"):
        assert 1 == mark(item, variant, text).score
    assert ("gradient-ascent",) == mark(item, variant, "b + db*alpha").misconceptions
    assert ("ignored-alpha",) == mark(item, variant, "b - db").misconceptions


def test_multiple_has_partial_points(items: dict[str, Any]) -> None:
    """Every option that is rightly taken or rightly left counts."""
    item = items["which-are-simultaneous"]
    variant = item["variants"][0]

    assert 0.75 == mark(item, variant, ["temporaries"]).score
    assert 0.5 == mark(item, variant, ["temporaries", "one-after-the-other"]).score
    assert 0.0 == mark(item, variant, ["one-after-the-other", "only-one"]).score


@pytest.mark.parametrize(
    ("expected", "order"),
    [
        (1.0, "abcd"),
        (1.0, "bacd"),
        (0.75, "acbd"),
        (0.75, "dabc"),
        (0.5, "dcba"),
        (0.0, "abc"),
        (0.0, "aabc"),
    ],
)
def test_ordering(expected: float, order: str) -> None:
    """The longest part of a sequence without a pair the wrong way round counts; a and b are free."""
    before = {"a": [], "b": [], "c": ["a", "b"], "d": ["a", "b", "c"]}

    assert expected == ordered_share(list(order), before)


def test_total_order_is_the_longest_rising_part() -> None:
    """With a total order the share is that of the longest increasing subsequence."""
    before = {str(n): [str(k) for k in range(n)] for n in range(5)}
    for order in permutations("01234"):
        lengths = [1] * 5
        for i in range(5):
            lengths[i] = max([lengths[j] + 1 for j in range(i) if order[j] < order[i]], default=1)
        longest = max(lengths)

        assert (longest / 5 if longest > 1 else 0) == ordered_share(order, before)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Fraction(2, 5), "0.4"),
        (Fraction(2, 5), " 0,4 "),
        (Fraction(-2, 5), "−2/5"),
        (Fraction(-2, 5), "- 0.4"),
        (Fraction(1, 1000), "1e-3"),
        (Fraction(1, 2), ".5"),
        (Fraction(1, 3), "1 / 3"),
        (None, ""),
        (None, "1/0"),
        (None, "nan"),
        (None, "1e9999"),
        (None, "1e400"),
        (None, "1/2/3"),
        (None, "0x10"),
        (None, "١"),
    ],
)
def test_typed_number(expected: Fraction | None, text: str) -> None:
    """Numbers are read as learners type them, and nothing else is."""
    assert expected == typed_number(text)


@given(st.text(max_size=30))
def test_any_typed_text(text: str) -> None:
    """No text that is typed is anything but a number or none."""
    assert isinstance(typed_number(text), Fraction | None)


def test_line_and_matching(items: dict[str, Any]) -> None:
    """A wrong line has no point; each right pair has its share."""
    line, match = items["find-the-line"], items["what-each-computes"]
    key = match["variants"][0]["key"]
    one_wrong = {
        **key,
        "plus": next(right["id"] for right in match["rights"] if right["id"] not in key.values()),
    }

    assert 0 == mark(line, line["variants"][0], 2).score
    assert pytest.approx(2 / 3) == mark(match, match["variants"][0], one_wrong).score
