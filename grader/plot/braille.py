"""A picture in a terminal: braille dots for cost and paths, letters for the iterates, numbers on the axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from grader.plot.contours import Segment, contour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from grader.plot.picture import Array, Picture

# Bits of the dots in a braille sign, by row and column.
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BRAILLE = 0x2800
RIGHT, YOURS, BOTH, START = "o", "x", "8", "S"
LABEL = 9  # columns of the y axis
_LONGEST = 4000  # dots of one line; a path that diverges would go on for ever


class Canvas:
    """A grid of characters, each of two by four dots, over two ranges."""

    def __init__(self, picture: Picture, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._x, self._y = picture.x_range, picture.y_range
        self._dots = np.zeros((rows * 4, columns * 2), dtype=bool)
        self._faint = np.zeros((rows * 4, columns * 2), dtype=bool)
        self._letters: dict[tuple[int, int], str] = {}

    def _dot(self, x: float, y: float) -> tuple[float, float]:
        """Return row and column of a point, in dots."""
        column = (x - self._x[0]) / (self._x[1] - self._x[0]) * (self.columns * 2 - 1)
        row = (self._y[1] - y) / (self._y[1] - self._y[0]) * (self.rows * 4 - 1)
        return row, column

    def line(self, start: Sequence[float], end: Sequence[float]) -> None:
        """Draw a line of dots; what is outside stays outside."""
        for row, column in self._between(start, end):
            self._dots[row, column] = True

    def dotted(self, lines: Iterable[Segment]) -> None:
        """Draw one line that stays in the background: a single dot in each sign that it passes."""
        passed: set[tuple[int, int]] = set()
        for x0, y0, x1, y1 in lines:
            for row, column in self._between((x0, y0), (x1, y1)):
                sign = (row // 4, column // 2)
                if sign not in passed:
                    passed.add(sign)
                    self._faint[row, column] = True

    def _between(self, start: Sequence[float], end: Sequence[float]) -> Iterator[tuple[int, int]]:
        """Yield row and column of the dots of a line, as far as they are inside."""
        (row0, column0), (row1, column1) = self._dot(start[0], start[1]), self._dot(end[0], end[1])
        if not np.all(np.isfinite([row0, column0, row1, column1])):
            return
        n = int(min(max(abs(row1 - row0), abs(column1 - column0)), _LONGEST)) + 1
        for share in np.linspace(0, 1, n + 1):
            row, column = round(row0 + share * (row1 - row0)), round(column0 + share * (column1 - column0))
            if 0 <= row < self._dots.shape[0] and 0 <= column < self._dots.shape[1]:
                yield row, column

    def letter(self, point: Array, letter: str) -> None:
        """Put a letter where a point is; two sides in one place become one sign for both."""
        row, column = self._dot(point[0], point[1])
        if not (np.isfinite(row) and np.isfinite(column)):
            return
        place = (round(row) // 4, round(column) // 2)
        if not (0 <= place[0] < self.rows and 0 <= place[1] < self.columns):
            return
        there = self._letters.get(place, letter)
        self._letters[place] = letter if there == letter or letter == START else BOTH
        if there == START:
            self._letters[place] = START

    def lines(self, *, unicode: bool) -> list[str]:
        """Return the canvas as text."""
        found = []
        for row in range(self.rows):
            signs = []
            for column in range(self.columns):
                if (row, column) in self._letters:
                    signs.append(self._letters[row, column])
                    continue
                place = (slice(row * 4, row * 4 + 4), slice(column * 2, column * 2 + 2))
                # A path is not to be mistaken for what it crosses: where it runs, the background is left out.
                is_path = bool(self._dots[place].any())
                block = self._dots[place] if is_path else self._faint[place]
                bits = sum(_DOTS[r][c] for r in range(4) for c in range(2) if block[r, c])
                if unicode:
                    signs.append(chr(_BRAILLE + bits) if bits else " ")
                elif is_path:
                    signs.append("*")
                else:
                    signs.append("." if bits and (row + column) % 2 else " ")
            found.append("".join(signs))
        return found


def plot_lines(picture: Picture, *, width: int, rows: int, unicode: bool) -> list[str]:
    """Return the picture with its axes as lines of text.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    width : int
        Columns to be had.
    rows : int
        Lines of the plot itself; two more are the x axis.
    unicode : bool
        With braille; else with full stops.
    """
    columns = max(20, width - LABEL - 2)
    canvas = Canvas(picture, columns, rows)
    if picture.grid is not None:
        for level in picture.levels:
            canvas.dotted(contour(picture.grid, picture.x_range, picture.y_range, level))
    if picture.curve is not None:
        for one, other in zip(picture.curve, picture.curve[1:], strict=False):
            canvas.line(one, other)
    for track, letter in ((picture.right, RIGHT), (picture.yours, YOURS)):
        if picture.kind == "plane":
            for one, other in zip(track.points, track.points[1:], strict=False):
                canvas.line(one, other)
        for point in track.points:
            canvas.letter(point, letter)
    if picture.kind != "course" and picture.right.points.size:
        canvas.letter(picture.right.points[0], START)
    return _with_axes(picture, canvas.lines(unicode=unicode), columns, unicode=unicode)


def _with_axes(picture: Picture, plot: list[str], columns: int, *, unicode: bool) -> list[str]:
    """Return the plot between its axes: the ends of both ranges, and their names."""
    bar, corner, dash = ("│", "└", "─") if unicode else ("|", "+", "-")
    low, high = (short(value) for value in picture.y_range)
    labels = {0: high, len(plot) // 2: picture.y_label, len(plot) - 1: low}
    lines = [f"{labels.get(row, ''):>{LABEL}} {bar}{text}".rstrip() for row, text in enumerate(plot)]
    lines.append(f"{'':>{LABEL}} {corner}{dash * columns}")
    left, right = (short(value) for value in picture.x_range)
    room = columns - len(left) - len(right)
    lines.append(f"{'':>{LABEL + 2}}{left}{picture.x_label:^{room}}{right}".rstrip())
    return lines


def short(value: float) -> str:
    """Return a number in at most eight characters."""
    if not np.isfinite(value):
        return "nan" if np.isnan(value) else ("inf" if value > 0 else "-inf")
    text = f"{value:.3g}" if 1e-3 <= abs(value) < 1e5 or value == 0 else f"{value:.1e}"
    return text.replace("e+0", "e").replace("e-0", "e-")
