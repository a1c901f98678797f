"""Items in which numbers or words are typed: a number, or the gaps of a text."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.quiz.prepared import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.quiz.expressions import Exact, Node
    from grader.quiz.lines import Key
    from grader.quiz.prepared import Prepared
    from grader.quiz.source import BlankItem, NumericItem, Recognised
    from grader.quiz.values import Namespace


def number_data(value: Exact) -> dict[str, Any]:
    """Return a number as a page's data: exactly, and as a float."""
    return {"exact": str(value) if isinstance(value, Fraction) else None, "number": float(value)}


def prepare_numeric(prepared: Prepared, item: NumericItem) -> None:
    """Prepare an item that asks for a number."""
    key = prepared.expression(item.key, "key")
    prepared.shown["tolerance"] = float(item.tolerance)
    prepared.told |= {
        "right": prepared.html(item.right, "right", how="option"),
        "other": prepared.html(item.other, "other", how="option"),
        "expected": [
            prepared.recognised(wrong, "expected", place) for place, wrong in enumerate(item.expected)
        ],
    }
    wrong = _wrong_values(prepared, item.expected, "expected")

    def answer(namespace: Namespace) -> Answer:
        right, others, clash = _typed(namespace, key, wrong, item.tolerance)
        return Answer(number_data(right), [number_data(value) for value in others], clash)

    prepared.answer = answer


def _wrong_values(prepared: Prepared, expected: Sequence[Recognised], *where: Key) -> list[Node]:
    found = []
    for place, wrong in enumerate(expected):
        if wrong.value is None:
            prepared.faults.append(("an expected number needs a value", (*where, place)))
        found.append(prepared.expression(wrong.value or "0", *where, place, "value"))
    return found


def _typed(
    namespace: Namespace, key: Node, wrong: Sequence[Node], tolerance: Fraction
) -> tuple[Exact, list[Exact], str]:
    """Return the right number, the wrong ones, and why they cannot be told apart."""
    right = namespace.number(key)
    others = [namespace.number(node) for node in wrong]
    numbers = [right, *others]
    for place, one in enumerate(numbers):
        for earlier, other in enumerate(numbers[:place]):
            if are_near(one, other, 2 * tolerance):
                first = "the key" if earlier == 0 else f"expected answer {earlier}"
                return right, others, f"expected answer {place} gives the same number as {first}"
    return right, others, ""


def are_near(one: Exact, other: Exact, tolerance: Fraction) -> bool:
    """Tell whether two numbers could both be meant by one typed number."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return abs(one - other) <= tolerance
    return abs(float(one) - float(other)) <= float(tolerance) + 1e-9 * max(1.0, abs(float(one)))


def prepare_blank(prepared: Prepared, item: BlankItem) -> None:
    """Prepare a text with gaps."""
    shown, told = [], []
    numbers: dict[str, tuple[Node, list[Node], Fraction]] = {}
    texts: dict[str, list[str]] = {}
    for place, blank in enumerate(item.blanks):
        where = ("blanks", place)
        if item.stem.count(f"[[{blank.id}]]") != 1:
            prepared.faults.append((f"the stem needs [[{blank.id}]] once", (*where, "id")))
        if (blank.value is None) == (not blank.accept):
            prepared.faults.append(("needs either a value or the texts to accept", where))
        kind = "number" if blank.value is not None else "choice" if blank.choices else "text"
        if kind == "choice" and not set(blank.accept) <= set(blank.choices):
            prepared.faults.append(("what is accepted has to be one of the choices", (*where, "accept")))
        choices = sorted(blank.choices)  # authors tend to write the right one first
        shown.append({
            "id": blank.id,
            "type": kind,
            "choices": [prepared.html(text, *where, "choices", how="inline") for text in choices],
            "values": choices,
            "tolerance": float(blank.tolerance),
        })  # fmt: skip
        told.append({
            "right": prepared.html(blank.right, *where, "right", how="option"),
            "other": prepared.html(blank.other, *where, "other", how="option"),
            "expected": [
                prepared.recognised(wrong, *where, "expected", number)
                | ({"text": list(wrong.text)} if wrong.text else {})
                for number, wrong in enumerate(blank.expected)
            ],
        })  # fmt: skip
        if blank.value is not None:
            wrong_values = _wrong_values(prepared, blank.expected, *where, "expected")
            key = prepared.expression(blank.value, *where, "value")
            numbers[blank.id] = (key, wrong_values, blank.tolerance)
        else:
            texts[blank.id] = list(blank.accept)
    prepared.shown["blanks"] = shown
    prepared.told["blanks"] = told

    def answer(namespace: Namespace) -> Answer:
        key: dict[str, Any] = {name: {"accept": accept} for name, accept in texts.items()}
        expected: dict[str, Any] = {}
        clash = ""
        for name, (node, wrong, tolerance) in numbers.items():
            right, others, here = _typed(namespace, node, wrong, tolerance)
            key[name] = number_data(right)
            expected[name] = [number_data(value) for value in others]
            clash = clash or (here and f"{name}: {here}")
        return Answer(key, expected, clash)

    prepared.answer = answer
