"""SVG by hand: axes, lines with marks of their own shape, level lines; classes instead of styles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Point = tuple[float, float]

WIDTH, HEIGHT = 640, 440
#: Above the drawing stands what is drawn upwards; on a narrow page words are set twice as large.
TOP, RIGHT, BOTTOM = 38, 16, 64
#: How much of the left a number's sign takes, and the least that is left free there.
SIGN_WIDTH, LEAST_LEFT = 17, 46
#: Marks that would lie closer than this are left out, but for a line's ends.
APART = 7.0
#: As many looks (colour, dashes and mark together) as the style sheet has.
LOOKS = 5


@dataclass(frozen=True)
class Axis:
    """One axis: its range, and whether it is logarithmic."""

    low: float
    high: float
    label: str
    is_log: bool = False

    def scale(self, start: float, end: float) -> Callable[[float], float]:
        """Return the function from a value to a place between start and end."""
        turn = math.log10 if self.is_log else float
        low, high = turn(self.low), turn(self.high)
        return lambda value: start + (turn(value) - low) / (high - low) * (end - start)

    def ticks(self, wanted: int) -> list[float]:
        """Return round numbers within the range."""
        if self.is_log:
            first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
            every = max(1, math.ceil((last - first + 1) / wanted))
            powers = [10.0**power for power in range(first, last + 1, every)]
            if len(powers) > 1:
                return powers
        rough = (self.high - self.low) / wanted
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [number * step for number in range(first, last + 1) if not self.is_log or number > 0]


@dataclass(frozen=True)
class Series:
    """One line of a plot."""

    points: Sequence[Point]
    look: int
    apart: float = APART
    has_start: bool = False


def around(values: Sequence[float], room: float = 0.12) -> tuple[float, float]:
    """Return a range that holds all values, with a little room."""
    low, high = min(values), max(values)
    spare = (high - low or abs(high) or 1.0) * room
    return low - spare, high + spare


def plot(
    name: str,
    title: str,
    x: Axis,
    y: Axis,
    series: Sequence[Series],
    contours: Sequence[Sequence[Point]] = (),
    curve: Sequence[Point] = (),
    tangents: Sequence[Sequence[Point]] = (),
) -> str:
    """Return a plot as an `<svg>` element; `name` is unique in the page."""
    left = max(LEAST_LEFT, round(12 + SIGN_WIDTH * max((len(_label(at)) for at in y.ticks(6)), default=0)))
    to_x, to_y = x.scale(left, WIDTH - RIGHT), y.scale(HEIGHT - BOTTOM, TOP)
    inside = "".join(f'<path class="contour" d="{_line(line, to_x, to_y)}"/>' for line in contours)
    if curve:
        inside += f'<path class="line curve" d="{_line(curve, to_x, to_y)}"/>'
    inside += "".join(f'<path class="line tangent" d="{_line(line, to_x, to_y)}"/>' for line in tangents)
    # The first line lies on top: it is the right one, which a mistaken one would hide.
    inside += "".join(_series(one, to_x, to_y) for one in reversed(series))
    # A mark on the edge is drawn whole.
    wide, high = WIDTH - left - RIGHT + 10, HEIGHT - TOP - BOTTOM + 10
    box = f'x="{left - 5}" y="{TOP - 5}" width="{wide}" height="{high}"'
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<clipPath id="{name}-clip"><rect {box}/></clipPath>'
        f"{_grid(x, y, to_x, to_y, left)}"
        f'<g clip-path="url(#{name}-clip)" aria-hidden="true">{inside}</g></svg>'
    )


def swatch(look: int) -> str:
    """Return the small picture of a look for a legend."""
    drawn = f'<path class="line" d="M1 7H35"/><path class="marks" d="{_mark(look, 18, 7)}"/>'
    return _swatch(drawn, f" look-{look}")


def contour_swatch() -> str:
    """Return the small picture of a level line for a legend."""
    return _swatch('<path class="contour" d="M1 11Q18 0 35 11"/>')


def tangent_swatch() -> str:
    """Return the small picture of a tangent for a legend."""
    return _swatch('<path class="line tangent" d="M1 7H35"/>')


def start_swatch() -> str:
    """Return the small picture of a start for a legend."""
    return _swatch(f'<path class="start" d="{_ring(18, 7, 6)}"/>')


def _swatch(drawn: str, look: str = "") -> str:
    return f'<svg class="swatch{look}" viewBox="0 0 36 14" aria-hidden="true">{drawn}</svg>'


def _ring(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"


def _grid(
    x: Axis, y: Axis, to_x: Callable[[float], float], to_y: Callable[[float], float], left: float
) -> str:
    parts = ['<g class="grid" aria-hidden="true">']
    for at in x.ticks(7):
        parts.append(f'<path d="M{_short(to_x(at))} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(_text(to_x(at), HEIGHT - BOTTOM + 26, "middle", _label(at)))
    for at in y.ticks(6):
        parts.append(f'<path d="M{left} {_short(to_y(at))}H{WIDTH - RIGHT}"/>')
        parts.append(_text(left - 9, to_y(at) + 4, "end", _label(at)))
    parts.append(
        f'<text class="axis" x="{(left + WIDTH - RIGHT) / 2:g}" y="{HEIGHT - 9}" text-anchor="middle">'
        f"{escape(x.label)}</text>"
        f'<text class="axis" x="{left}" y="{TOP - 12}">{escape(y.label)}</text></g>'
    )
    return "".join(parts)


def _text(x: float, y: float, anchor: str, text: str) -> str:
    return f'<text x="{_short(x)}" y="{_short(y)}" text-anchor="{anchor}">{escape(text)}</text>'


def _label(value: float) -> str:
    text = f"{value:.6g}".replace("-", "−")
    if "e" in text:
        digits, _, power = f"{value:.3g}".partition("e")
        shown = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"10{shown}" if digits == "1" else f"{digits}·10{shown}".replace("-", "−")
    return text


def _short(place: float) -> str:
    # Far outside the clip, numbers would overflow what a renderer takes.
    text = f"{min(max(place, -5000.0), 5000.0):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _line(points: Sequence[Point], to_x: Callable[[float], float], to_y: Callable[[float], float]) -> str:
    return "".join(
        f"{'L' if number else 'M'}{_short(to_x(a))} {_short(to_y(b))}" for number, (a, b) in enumerate(points)
    )


def _series(one: Series, to_x: Callable[[float], float], to_y: Callable[[float], float]) -> str:
    look = one.look % LOOKS
    places = _spread([(to_x(a), to_y(b)) for a, b in one.points], one.apart)
    d = "".join(_mark(look, a, b) for a, b in places if abs(a) < 5000 and abs(b) < 5000)
    marks = f'<path class="marks" d="{d}"/>'
    if one.has_start and one.points:
        at, height = one.points[0]
        marks += f'<path class="start" d="{_ring(to_x(at), to_y(height), 7)}"/>'
    line = _line(one.points, to_x, to_y)
    return f'<g class="series look-{look}"><path class="line" d="{line}"/>{marks}</g>'


def _spread(places: Sequence[Point], apart: float) -> list[Point]:
    """Return the places whose marks can be told apart: a heap of marks shows nothing."""
    kept: list[Point] = []
    for n, place in enumerate(places):
        if not kept or n == len(places) - 1 or math.dist(kept[-1], place) >= apart:
            kept.append(place)
    return kept


def _mark(look: int, x: float, y: float, r: float = 3.2) -> str:
    """Return a mark's outline: circle, square, triangle, diamond, cross."""
    a = f"{x:.1f}"
    if look == 0:
        return _ring(x, y, r)
    if look == 1:
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z"
    if look == 2:
        return f"M{a} {y - 1.3 * r:.1f}L{x + 1.2 * r:.1f} {y + r:.1f}H{x - 1.2 * r:.1f}z"
    if look == 3:
        half = f"{1.4 * r:.2f}"
        return f"M{a} {y - 1.4 * r:.1f}l{half} {half}l-{half} {half}l-{half} -{half}z"
    return f"M{x - r:.1f} {y - r:.1f}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}"
