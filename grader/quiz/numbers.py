"""How a number is written: in prose, in mathematics and in code; exact where it ends, rounded where not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from grader.quiz.expressions import ExpressionError, number_of

if TYPE_CHECKING:
    from grader.quiz.expressions import Exact

Place = Literal["text", "maths", "latex", "code"]

#: Without a format, an exact decimal has at most so many places; anything else so many significant digits.
PLACES = 6
DIGITS = 6

_WORDS = ("frac", "paren", "signed", "sci")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Format:
    """What stands behind the colon in `{{ step.b : 4 }}`.

    Attributes
    ----------
    places : int or None
        So many digits after the point, rounded.
    frac : bool
        As a fraction, if the number is rational.
    sci : bool
        As digits times a power of ten, with `places` digits after the point.
    paren : bool
        In brackets if negative.
    signed : bool
        With a plus sign if positive.
    """

    places: int | None = None
    frac: bool = False
    sci: bool = False
    paren: bool = False
    signed: bool = False

    @classmethod
    def read(cls, text: str) -> Format:
        """Return the format that a text such as `4 paren` means; raises ExpressionError."""
        places: int | None = None
        words = set()
        for word in text.split():
            if re.fullmatch(r"\d{1,2}", word, re.ASCII):
                places = int(word)
            elif word in _WORDS:
                words.add(word)
            else:
                raise ExpressionError(
                    f"“{word}” is no format; there are a number of places, {', '.join(_WORDS)}"
                )
        if "frac" in words and (places is not None or "sci" in words):
            raise ExpressionError("a fraction has no places")
        return cls(places, *(word in words for word in ("frac", "sci", "paren", "signed")))


def show(value: Any, format_: Format, place: Place) -> str:
    """Return a value as it is written at a place; an array in brackets."""
    if isinstance(value, tuple):
        inside = ", ".join(show(part, format_, place) for part in value)
        return f"[{inside}]"
    number: Exact = number_of(value)
    negative = number < 0
    text = _magnitude(-number if negative else number, format_, place)
    if negative and re.fullmatch(r"0(\.0*)?", text):
        negative = False
    sign = "-" if place != "text" else "−"
    plus = "+" if format_.signed and number > 0 else ""
    shown = f"{sign}{text}" if negative else f"{plus}{text}"
    return f"({shown})" if format_.paren and negative else shown


def _magnitude(number: Exact, format_: Format, place: Place) -> str:
    if format_.frac and isinstance(number, Fraction) and number.denominator != 1:
        top, bottom = number.numerator, number.denominator
        return rf"\frac{{{top}}}{{{bottom}}}" if place == "maths" else f"{top}/{bottom}"
    if format_.sci:
        return _scientific(number, 3 if format_.places is None else format_.places, place)
    if format_.places is not None:
        return f"{_decimal(number, format_.places):f}"
    if isinstance(number, Fraction) and ends_within(number, PLACES):
        return _plain(Decimal(number.numerator) / Decimal(number.denominator))
    if number and not Fraction(1, 10**4) <= Fraction(number) < 10**7:
        return _scientific(number, DIGITS - 1, place)
    return _plain(_significant(number, DIGITS))


def ends_within(number: Fraction, places: int) -> bool:
    """Tell whether a fraction is a decimal number with at most so many places."""
    return 10**places % number.denominator == 0 and number.numerator.bit_length() < 64


def _decimal(number: Exact, places: int) -> Decimal:
    scaled = round(Fraction(number) * 10**places)
    return Decimal(scaled).scaleb(-places, Context(prec=max(28, len(str(scaled)))))


def _significant(number: Exact, digits: int) -> Decimal:
    exact = Fraction(number)
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(number: Exact, places: int, place: Place) -> str:
    if number == 0:
        return "0"
    digits, _, exponent = f"{_significant(number, places + 1):e}".partition("e")
    power = int(exponent)
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    if place == "code":
        return f"{digits}e{power}"
    if place == "maths":
        ten = f"10^{{{power}}}"
        return ten if digits == "1" else rf"{digits} \times {ten}"
    ten = f"10{str(power).translate(_SUPERSCRIPTS)}"
    return ten if digits == "1" else f"{digits} × {ten}"
