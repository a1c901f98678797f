"""Ways to ask the same where a format lacks a kind of question: shared by the formats that need them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.quiz.exports.bank import Choice, CodeLine, Formula, Left, Matching, Number, Option, Ordering
from grader.quiz.exports.bodies import mixed
from grader.quiz.exports.fragments import (
    bullets,
    code_block,
    is_plain,
    letter,
    lettered,
    numbered_code,
    paragraph,
    plain,
    text_html,
)
from grader.quiz.numbers import PLACES, Format, ends_within, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.quiz.exports.bank import Output, Question, Wrong

#: Of an ordering, so many right orders are listed at most.
MAX_ORDERS = 60


def with_body(question: Question, body: Choice | Matching, *after: str) -> Question:
    """Return a question that is asked in another way, with more texts after its stem."""
    return replace(question, stem=stem_with(question, *after), body=body)


def stem_with(question: Question, *after: str) -> str:
    """Return a question's stem with more texts after it."""
    return question.stem + "".join(paragraph(text) for text in after if text)


# --- one kind as another ---------------------------------------------------------------------------------


def formula_as_choice(question: Question, body: Formula) -> Question:
    """Return a typed formula as a choice between the right formula and the wrong ones that are expected."""
    options = [Option("right", body.html, True, body.right)]
    for place, wrong in enumerate(body.expected, start=1):
        options.append(Option(f"wrong-{place}", wrong.html, False, wrong.feedback, wrong.misconception))
    return with_body(question, Choice(mixed(options, question.id), is_multiple=False))


def line_as_choice(question: Question, body: CodeLine) -> Question:
    """Return a line that is pointed at as a choice between the lines' numbers."""
    options = tuple(
        Option(f"line-{n}", _line(n, html), n == body.key, body.right if n == body.key else body.other)
        for n, html in enumerate(body.lines, start=1)
        if html.strip()
    )
    choice = Choice(options, is_multiple=False, is_shuffled=False)
    return with_body(question, choice, numbered_code(body.lines))


def _line(number: int, html: str) -> str:
    return f"{number}: <code>{html.strip()}</code>"


def output_stem(question: Question, body: Output, words: Mapping[str, str]) -> str:
    """Return the stem of a question about output with its code, and how several lines are typed."""
    is_long = "\n" in body.key.strip()
    return stem_with(question, code_block(body.lines), text_html(words["export.one-line"]) if is_long else "")


def one_line(output: str) -> str:
    """Return output as it is typed into one line; runs of blanks count as one when it is compared."""
    return " ".join(output.split())


# --- orders ----------------------------------------------------------------------------------------------


def stages(body: Ordering) -> dict[str, int] | None:
    """Return each step's stage, counted from 1, if stages say all; None if the order is not made of stages.

    Steps of one stage may change places, and each stage has to come wholly before the next one.
    """
    found: dict[str, int] = {}
    for name, _ in body.steps:
        found[name] = 1 + max((found[earlier] for earlier in body.before[name]), default=0)
    for one in found:
        for other in found:
            if (found[one] < found[other]) != (one in body.before[other]):
                return None
    return found


def is_total(body: Ordering) -> bool:
    """Tell whether only one order is right."""
    places = stages(body)
    return places is not None and len(set(places.values())) == len(places)


def stages_as_matching(question: Question, body: Ordering, words: Mapping[str, str]) -> Question | None:
    """Return an ordering as a matching of steps and stages; None if its orders are not made of stages."""
    found = stages(body)
    if found is None:
        return None
    by_text = sorted(body.steps, key=lambda step: plain(step[1]))
    lefts = tuple(Left(name, html, str(found[name])) for name, html in by_text)
    rights = tuple((str(stage), str(stage)) for stage in range(1, max(found.values()) + 1))
    hint = words["export.places" if is_total(body) else "export.stages"]
    return with_body(question, Matching(lefts, rights), text_html(hint))


def right_orders(body: Ordering) -> list[tuple[str, ...]]:
    """Return all orders that are right; one more than MAX_ORDERS at most."""

    def grow(order: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if len(order) == len(body.steps):
            yield order
        for name, _ in body.steps:
            if name not in order and set(body.before[name]) <= set(order):
                yield from grow((*order, name))

    found = []
    for order in grow(()):
        found.append(order)
        if len(found) > MAX_ORDERS:
            break
    return found


# --- matching --------------------------------------------------------------------------------------------


def with_letters(question: Question, body: Matching) -> Question:
    """Return a matching whose right sides are listed in the stem, and chosen by letters."""
    letters = {name: letter(place) for place, (name, _) in enumerate(body.rights)}
    rights = tuple((name, letters[name]) for name, _ in body.rights)
    return with_body(question, Matching(body.lefts, rights), lettered([html for _, html in body.rights]))


def has_plain_rights(body: Matching) -> bool:
    """Tell whether right sides say the same in a list that shows no markup."""
    texts = [plain(html) for _, html in body.rights]
    return all(is_plain(html) for _, html in body.rights) and len(set(texts)) == len(texts)


# --- numbers ---------------------------------------------------------------------------------------------


def is_short(number: Number) -> bool:
    """Tell whether a number is a decimal that ends within a few places."""
    return number.exact is not None and ends_within(Fraction(number.exact), PLACES)


def spoken(number: Number) -> str:
    """Return a number as a person reads it: exactly where that is short, else also rounded."""
    rounded = f"{number.value:.6g}".replace("-", "−")
    if number.exact is None or len(number.exact) > 24:
        return rounded
    if is_short(number):
        return show(Fraction(number.exact), Format(), "text")
    return f"{number.exact} ≈ {rounded}".replace("-", "−")


def decimal(value: float) -> str:
    """Return a number for a machine, without an exponent where it is neither huge nor tiny."""
    text = f"{value:.12g}"
    if "e" in text and 1e-15 < abs(value) < 1e15:
        text = f"{Decimal(text):f}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def accepted_range(key: Number, tolerance: float, expected: Sequence[Wrong]) -> tuple[float, bool]:
    """Return how far from the key a decimal number may be, and whether that is wider than in the item.

    A fraction cannot be typed where only decimals are read. Where one is asked exactly, four significant
    digits are then enough, as long as no wrong answer is near.
    """
    if tolerance > 0:
        return tolerance, False
    exactly = 1e-9 * max(1.0, abs(key.value))
    if is_short(key) or key.value == 0:
        return exactly, False
    wide = 0.5 * 10.0 ** (math.floor(math.log10(abs(key.value))) - 3)
    gaps = [abs(wrong.number.value - key.value) / 3 for wrong in expected if wrong.number is not None]
    return float(f"{max(exactly, min([wide, *gaps])):.1g}"), True


def spellings(number: Number, near: float) -> list[str]:
    """Return the ways in which a number is typed, for formats that compare it as a text.

    Parameters
    ----------
    number : Number
        The right one.
    near : float
        How far from it a rounded number may be.
    """
    found = [decimal(number.value)]
    if number.exact is not None and len(number.exact) <= 24:
        found.append(number.exact)
    if not is_short(number):
        rounded = [f"{number.value:.{digits}g}" for digits in (3, 4, 5, 6)]
        found += [text for text in rounded if abs(float(text) - number.value) <= near]
    found += [f"{found[0]}.0"] if re.fullmatch(r"-?\d+", found[0]) else []
    found += [text.replace("-", "−") for text in found if text.startswith("-")]
    return list(dict.fromkeys(found))


# --- feedback --------------------------------------------------------------------------------------------


def wrong_answer(wrong: Wrong) -> str:
    """Return a wrong answer that is expected, as HTML."""
    if wrong.html:
        return wrong.html
    if wrong.number is not None:
        return text_html(spoken(wrong.number))
    return f"<code>{text_html(wrong.texts[0])}</code>" if wrong.texts else ""


def listed_wrongs(expected: Sequence[Wrong], words: Mapping[str, str]) -> str:
    """Return all wrong answers that are expected, with what is said about each, as one text."""
    if not expected:
        return ""
    rows = [f"{wrong_answer(wrong)}: {wrong.feedback}" for wrong in expected]
    return f"<p>{text_html(words['export.wrongs'])}</p>{bullets(rows)}"


def model_answer(answer: str, checklist: Sequence[str], words: Mapping[str, str]) -> str:
    """Return what a good answer to an interview question says."""
    return (
        f"<p><strong>{text_html(words['export.model'])}</strong></p>{answer}"
        f"<p><strong>{text_html(words['export.checklist'])}</strong></p>{bullets(checklist)}"
    )
