"""The arithmetic of concept files: read by us, exact, and bounded."""

from __future__ import annotations

import contextlib
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.quiz.expressions import ExpressionError, NoValueError, evaluate, number_of, parse, written
from grader.quiz.numbers import Format, show

NAMES = {
    "a": Fraction(1, 3),
    "v": (Fraction(1), Fraction(2), Fraction(3)),
    "step": {"w": Fraction(14, 15), "b": Fraction(2, 5)},
    "one": {"w": Fraction(5)},
    "path": ({"w": Fraction(4)}, {"w": Fraction(16, 5)}),
}


def value(text: str) -> object:
    """Return the value of an expression over the names above."""

    def lookup(name: str) -> object:
        if name not in NAMES:
            raise ExpressionError(f"unknown “{name}”")
        return NAMES[name]

    return evaluate(parse(text), lookup)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Fraction(7), "1 + 2 * 3"),
        (Fraction(9), "(1 + 2) * 3"),
        (Fraction(-4), "-2^2"),
        (Fraction(512), "2^3^2"),
        (Fraction(1, 8), "2^-3"),
        (Fraction(1, 10), "0.1"),
        (Fraction(1, 1000), "1e-3"),
        (Fraction(3), "6 / 2"),
        (Fraction(2, 3), "2a".replace("a", "*a")),
        (Fraction(2), "v[1]"),
        (Fraction(3), "v[1 + 1]"),
        (Fraction(8, 15), "step.w - step.b"),
        (Fraction(16, 5), "path[1].w"),
        (Fraction(10), "one * 2"),
        (Fraction(3, 2), "sqrt(9/4)"),
        (Fraction(5), "max(1, abs(-5), 3)"),
        (Fraction(67, 100), "round(2/3, 2)"),
    ],
)
def test_value(expected: Fraction, text: str) -> None:
    """Arithmetic is exact, with the usual order of operations."""
    assert expected == value(text)


def test_leaving_the_rationals() -> None:
    """A root or an exponential that is no fraction is a float."""
    assert math.sqrt(2) == value("sqrt(2)")
    assert math.exp(-0.5) == value("exp(-1/2)")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 +",
        "(1",
        "1)",
        "a.",
        "a[",
        "1 2",
        "__import__('os')",
        "a.__class__",
        "lambda: 1",
        "a if a else a",
        "x := 1",
        "1; 2",
        "'text'",
        "unknown",
        "v",
        "step",
        "step.z",
        "v[3]",
        "v[-1]",
        "v[1/2]",
        "a[0]",
        "open(1)",
        "(" * 200 + "1" + ")" * 200,
        "-" * 200 + "1",
        "1" * 600,
        "α + 1",
        "\0",
    ],
)
def test_refused(text: str) -> None:
    """What is no arithmetic over known names is refused in words, whatever it is."""
    with pytest.raises(ExpressionError):
        number_of(value(text))


@pytest.mark.parametrize("text", ["1 / 0", "0^-1", "(-2)^0.5", "log(0)", "exp(10^6)", "2^10^9", "sqrt(-1)"])
def test_no_value(text: str) -> None:
    """What has no value at these numbers says so, and takes neither time nor memory."""
    with pytest.raises(NoValueError):
        value(text)


numbers = st.fractions(min_value=-50, max_value=50, max_denominator=30)
trees = st.recursive(
    st.one_of(numbers.map(lambda n: f"({n})"), st.sampled_from(["a", "step.w", "v[2]"])),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=8,
)


@given(trees)
def test_written_reads_again(text: str) -> None:
    """A tree that is written and read again has the same value."""
    assert value(text) == value(written(parse(text)))


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """No text does anything but be an expression or be refused."""
    with contextlib.suppress(ExpressionError):
        value(text)


# --- how numbers are written ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "number", "format_", "place"),
    [
        ("0.4", Fraction(2, 5), "", "text"),
        ("−0.4", Fraction(-2, 5), "", "text"),
        ("-0.4", Fraction(-2, 5), "", "maths"),
        ("-0.4", Fraction(-2, 5), "", "code"),
        ("0.933333", Fraction(14, 15), "", "text"),
        ("0.9333", Fraction(14, 15), "4", "text"),
        ("14/15", Fraction(14, 15), "frac", "text"),
        (r"\frac{14}{15}", Fraction(14, 15), "frac", "maths"),
        ("3", Fraction(3), "frac", "maths"),
        ("(-4)", Fraction(-4), "paren", "maths"),
        ("4", Fraction(4), "paren", "maths"),
        ("+4", Fraction(4), "signed", "text"),
        ("0.00", Fraction(-1, 1000), "2", "text"),
        ("1.54 × 10¹³¹", 1.54e131, "2 sci", "text"),
        (r"1.54 \times 10^{131}", 1.54e131, "2 sci", "maths"),
        ("1.54e131", 1.54e131, "2 sci", "code"),
        ("10⁻⁶", Fraction(1, 10**6), "sci", "text"),
        ("1000000", Fraction(10**6), "", "text"),
        ("0", Fraction(0), "sci", "text"),
        ("1.90259", 1.9025923788, "", "text"),
    ],
)
def test_show(expected: str, number: object, format_: str, place: str) -> None:
    """A number is exact where its decimal ends, rounded where not, and written as its place asks."""
    shown = show(number, Format.read(format_), place)  # type: ignore[arg-type]

    assert expected == shown


def test_array() -> None:
    """An array stands in brackets."""
    assert "[1, −0.5]" == show((Fraction(1), Fraction(-1, 2)), Format(), "text")


@pytest.mark.parametrize("text", ["5 frac", "roman", "-3", "frac sci", "100"])
def test_format_refused(text: str) -> None:
    """A format that does not exist is refused."""
    with pytest.raises(ExpressionError):
        Format.read(text)


@given(st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4), st.integers(0, 8))
def test_rounding(number: Fraction, places: int) -> None:
    """A rounded number is within half a unit of its last place."""
    shown = Fraction(show(number, Format(places=places), "code"))

    assert abs(shown - number) <= Fraction(1, 2 * 10**places)
