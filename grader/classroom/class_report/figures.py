"""The class report's figures: small SVG in classes of the style sheet, with numbers or beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR, _GAP, _HEIGHT = 20, 3, 64
#: Room above the bars for their numbers, and below them for the axis.
_ABOVE, _BELOW = 13, 15
#: All points stand a little apart from the tenths of the score.
_APART = 9


def histogram(bins: Sequence[int], most: float, label: str) -> Markup:
    """Return a score distribution, each bar with its share in per cent; the last, all points, stands apart.

    Parameters
    ----------
    bins : sequence of int
        How many in each.
    most : float
        The share of all that a bar of full height has, the same for all figures that are compared.
    label : str
        What it shows, in words.
    """
    n_all = sum(bins) or 1
    ground = _ABOVE + _HEIGHT
    width = len(bins) * (_BAR + _GAP) - _GAP + _APART
    split = (len(bins) - 1) * (_BAR + _GAP) - _GAP
    parts = [f'<path class="ground" d="M0 {ground}H{split}M{split + _GAP + _APART} {ground}H{width}"/>']
    for place, n_learners in enumerate(bins):
        if not n_learners:
            continue
        is_last = place == len(bins) - 1
        x = place * (_BAR + _GAP) + (_APART if is_last else 0)
        height = max(1.5, _HEIGHT * n_learners / n_all / most)
        name = "bar full" if is_last else "bar"
        share = 100 * n_learners / n_all
        parts += [
            f'<rect class="{name}" x="{x}" y="{ground - height:.1f}" width="{_BAR}" height="{height:.1f}"/>',
            _text(x + _BAR / 2, ground - height - 3, "<1" if share < 1 else f"{share:.0f}", "value"),
        ]
    parts += [
        _text(0, ground + 12, "0 %", "from"),
        _text(5 * (_BAR + _GAP) - _GAP / 2, ground + 12, "50 %"),
        _text(width, ground + 12, "all", "to"),
    ]
    return _svg("histogram", width, ground + _BELOW, "".join(parts), label)


def bar(share: float, expected: float | None = None) -> Markup:
    """Return a bar of a share from 0 to 1, and below it a thin, hollow one of what was to be expected."""
    height = 10 if expected is None else 18
    inside = '<rect class="track" width="200" height="10"/>'
    inside += f'<rect class="bar" width="{_length(share)}" height="10"/>'
    if expected is not None:
        inside += f'<rect class="expected" x="0.5" y="12.5" width="{_length(expected)}" height="5"/>'
    return _svg("share", 200, height, inside)


def strip(values: Sequence[float], low: float, high: float) -> Markup:
    """Return where median, 90 %, 99 % and the longest time lie between two times, on a logarithmic axis."""

    def place(value: float) -> float:
        span = math.log(high / low) or 1.0
        return round(4 + 192 * math.log(min(max(value, low), high) / low) / span, 1)

    median, ninety, ninety_nine, longest = map(place, values)
    inside = (
        f'<path class="ground" d="M0 8H200"/><path class="whisker" d="M{ninety} 8H{ninety_nine}"/>'
        f'<rect class="bar" x="{median}" y="4" width="{max(1.5, ninety - median):.1f}" height="8"/>'
        f'<path class="whisker" d="M{ninety_nine} 4V12"/><circle class="dot" cx="{longest}" cy="8" r="2.5"/>'
    )
    return _svg("strip", 200, 16, inside)


def _length(share: float) -> str:
    return f"{max(0.0, min(1.0, share)) * 199:.1f}"


def _text(x: float, y: float, text: str, name: str = "") -> str:
    chosen = f' class="{name}"' if name else ""
    return f'<text{chosen} x="{x:g}" y="{y:.1f}">{escape(text)}</text>'


def _svg(name: str, width: float, height: float, inside: str, label: str = "") -> Markup:
    """Return a figure; with a label it is an image, without one an ornament, stretched to its place."""
    role = 'role="img"' if label else 'aria-hidden="true"'
    title = f"<title>{escape(label)}</title>" if label else ""
    size = f'viewBox="0 0 {width:g} {height:g}"' + ("" if label else ' preserveAspectRatio="none"')
    # The parts are numbers and names of ours, and the label is escaped.
    return Markup(f'<svg class="{name}" {size} {role}>{title}{inside}</svg>')
