"""A picture as SVG, written by hand: no package is needed, and the numbers stand in it as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from grader.plot.as_text import legend_entries, table
from grader.plot.axes import ticks
from grader.plot.braille import short
from grader.plot.contours import contour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.plot.picture import Array, Picture, Track

WIDTH, HEIGHT = 760, 580
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 46, 116
N_NOTES = 2
INK, FAINT, BLUE, RED = "#1f2328", "#9aa4af", "#0b5cad", "#b42318"
_FAR = 1e4  # pixels; what lies further outside is cut off before it is written


class _Frame:
    """Where a point of the picture lies on the page."""

    def __init__(self, picture: Picture) -> None:
        self.x_range, self.y_range = picture.x_range, picture.y_range

    def x(self, value: float) -> float:
        low, high = self.x_range
        return self._cut(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT))

    def y(self, value: float) -> float:
        low, high = self.y_range
        return self._cut(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM))

    def points(self, points: Sequence[Array] | Array) -> str:
        """Return the corners of a line."""
        return " ".join(f"{self.x(point[0]):.1f},{self.y(point[1]):.1f}" for point in points)

    @staticmethod
    def _cut(value: float) -> float:
        return float(np.clip(value, -_FAR, _FAR))


def to_svg(picture: Picture, *, head: str) -> str:
    """Return the picture as an SVG document.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    head : str
        The exercise's name.
    """
    frame = _Frame(picture)
    title = f"{head}: {picture.title}"
    described = "\n".join([*picture.notes, *table(picture, width=200)])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-labelledby="title desc" '
        'font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(described)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<clipPath id="plot"><rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" '
        f'height="{HEIGHT - TOP - BOTTOM}"/></clipPath>',
        f'<text x="{LEFT}" y="26" fill="{INK}" font-size="15" font-weight="600">{escape(title)}</text>',
        '<g clip-path="url(#plot)">',
        *_background(picture, frame),
        *_track(picture, frame, picture.right, BLUE, is_right=True),
        *_track(picture, frame, picture.yours, RED, is_right=False),
        *_start(picture, frame),
        "</g>",
        *_axes(picture, frame),
        *_legend(picture),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _background(picture: Picture, frame: _Frame) -> Iterator[str]:
    """Yield the contours of a plane, or the curve."""
    if picture.grid is not None:
        for level in picture.levels:
            moves = [
                f"M{frame.x(x0):.1f} {frame.y(y0):.1f}L{frame.x(x1):.1f} {frame.y(y1):.1f}"
                for x0, y0, x1, y1 in contour(picture.grid, picture.x_range, picture.y_range, level)
            ]
            yield f'<path d="{"".join(moves)}" fill="none" stroke="{FAINT}"/>'
    if picture.curve is not None:
        points = frame.points(picture.curve)
        yield f'<polyline points="{points}" fill="none" stroke="{FAINT}" stroke-width="2"/>'


def _track(picture: Picture, frame: _Frame, track: Track, ink: str, *, is_right: bool) -> Iterator[str]:
    """Yield one side's path: solid with rings, or dashed with crosses, so that colour is not needed."""
    points = track.points[np.all(np.isfinite(track.points), axis=1)]
    dashes = "" if is_right else ' stroke-dasharray="7 4"'
    if picture.kind != "curve":
        line = f'points="{frame.points(points)}" stroke="{ink}" stroke-width="1.8"{dashes}'
        yield f'<polyline {line} fill="none"/>'
    for point in points:
        if picture.is_inside(point):
            yield _mark(frame.x(point[0]), frame.y(point[1]), ink, is_right=is_right)


def _mark(x: float, y: float, ink: str, *, is_right: bool) -> str:
    """Return a ring, or a cross."""
    if is_right:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.2" fill="#ffffff" stroke="{ink}" stroke-width="1.8"/>'
    return f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8" fill="none" stroke="{ink}" stroke-width="2.2"/>'


def _start(picture: Picture, frame: _Frame) -> Iterator[str]:
    """Yield the mark of the start, which both sides share."""
    if picture.kind != "course":
        x, y = frame.x(picture.right.points[0][0]), frame.y(picture.right.points[0][1])
        yield f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{INK}"/>'


def _axes(picture: Picture, frame: _Frame) -> Iterator[str]:
    """Yield the frame, the ticks and the names of the axes."""
    yield (
        f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - LEFT - RIGHT}" height="{HEIGHT - TOP - BOTTOM}" '
        f'fill="none" stroke="{INK}"/>'
    )
    bottom = HEIGHT - BOTTOM
    for value in ticks(picture.x_range):
        x = frame.x(value)
        yield f'<path d="M{x:.1f} {bottom}v5" stroke="{INK}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 19}" text-anchor="middle" fill="{INK}">{short(value)}</text>'
    for value in ticks(picture.y_range):
        y = frame.y(value)
        yield f'<path d="M{LEFT} {y:.1f}h-5" stroke="{INK}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{INK}">{short(value)}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield (
        f'<text x="{middle:.0f}" y="{bottom + 38}" text-anchor="middle" fill="{INK}">'
        f"{escape(picture.x_label)}</text>"
    )
    yield (
        f'<text transform="translate(18 {(TOP + bottom) / 2:.0f}) rotate(-90)" text-anchor="middle" '
        f'fill="{INK}">{escape(picture.y_label)}</text>'
    )


def _legend(picture: Picture) -> Iterator[str]:
    """Yield what the marks mean, and the first notes."""
    x, y = LEFT + 10, HEIGHT - 58
    for kind, words in legend_entries(picture):
        if kind == "start":
            yield f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{INK}"/>'
        elif kind == "background":
            yield f'<path d="M{x - 4} {y - 4}h20" stroke="{FAINT}" stroke-width="2"/>'
        else:
            ink, dashes = (BLUE, "") if kind == "right" else (RED, ' stroke-dasharray="7 4"')
            if picture.kind != "curve":
                yield f'<path d="M{x - 10} {y - 4}h32" stroke="{ink}" stroke-width="1.8"{dashes}/>'
            yield _mark(x + 6, y - 4, ink, is_right=kind == "right")
        yield f'<text x="{x + 28}" y="{y}" fill="{INK}">{escape(words)}</text>'
        x += 70 + 8 * len(words)
    for number, note in enumerate(picture.notes[:N_NOTES]):
        yield f'<text x="{LEFT}" y="{HEIGHT - 32 + 19 * number}" fill="{INK}">{escape(note)}</text>'
