"""A picture as text for a terminal: plot, legend, what cannot be seen, and the iterates as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from grader.feedback.page import MIN_WIDTH, Page
from grader.languages import say, spoken
from grader.plot.braille import BOTH, RIGHT, START, YOURS, plot_lines, short

if TYPE_CHECKING:
    from grader.plot.picture import Array, Picture

SCREEN = 23  # lines; the prompt takes one more
MIN_ROWS = 8
N_SHOWN = 4
_COLUMN = 12


def to_text(picture: Picture, *, head: str, width: int, color: bool, unicode: bool) -> str:
    """Return the picture as text that fits a screen of 24 lines.

    Parameters
    ----------
    picture : Picture
        What is drawn.
    head : str
        The exercise's name.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours; with characters beyond ASCII.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    below = Page(page.width, color=color, unicode=unicode)
    below.wrapped(legend(picture), indent=2)
    for note in picture.notes:
        below.wrapped(note, indent=2)
    for line in table(picture, width=page.width):
        below.line(below.plain(line))
    page.wrapped(picture.title, indent=0, label=f"{head}  ", style="bold")
    n_others = (page.text() + below.text()).count("\n") + 2
    for line in plot_lines(picture, width=page.width, rows=max(MIN_ROWS, SCREEN - n_others), unicode=unicode):
        page.line(line)
    return page.text() + below.text()


def legend(picture: Picture) -> str:
    """Return what the marks mean, in one line."""
    marks = {"start": START, "right": RIGHT, "yours": YOURS}
    entries = dict(legend_entries(picture))
    words = [f"{marks[kind]} {word}" for kind, word in entries.items() if kind in marks]
    words += [f"{BOTH} {say('both')}"] if "yours" in entries else []
    background = {"plane": say("; dotted: contours of J"), "curve": say("; line: J"), "course": ""}
    return ", ".join(words) + background[picture.kind]


def legend_entries(picture: Picture) -> list[tuple[str, str]]:
    """Return the kinds of marks in a picture, each with its word."""
    entries = [("start", say("start"))] if picture.kind != "course" else []
    entries.append(("right", say("right")))
    if picture.yours.points.shape[0] > (picture.kind != "course"):
        entries.append(("yours", say("yours")))
    if picture.kind != "course":
        entries.append(("background", "J" if picture.kind == "curve" else say("contours of J")))
    return entries


def rows(picture: Picture) -> list[tuple[int, Array | None, Array | None]]:
    """Return the iterates that the table shows: the first ones, and the last."""
    right, yours = picture.right.points, picture.yours.points
    last = len(right) - 1
    numbers = [*range(min(N_SHOWN, last)), last]
    if picture.kind == "course":
        numbers = sorted({0, 1, last // 4, last // 2, last})
    return [(number, right[number], yours[number] if number < len(yours) else None) for number in numbers]


def table(picture: Picture, *, width: int) -> list[str]:
    """Return the table of both sides' iterates as lines of text; one below the other where it is narrow."""
    names = [picture.y_label] if picture.kind == "course" else [picture.x_label, picture.y_label]
    words = {"right": say("right"), "yours": say("yours")}
    column = max([_COLUMN, *(len(f"{word} {name}") + 2 for word in words.values() for name in names)])
    sides = (["right"], ["yours"]) if 7 + 2 * column * len(names) > width else (["right", "yours"],)
    lines = []
    for chosen in sides:
        titles = [f"{words[side]} {name}" for side in chosen for name in names]
        lines.append(
            f"  {spoken(picture.counted)[:4]:>4}" + "".join(f"{title:>{column}}" for title in titles)
        )
        for number, right, yours in rows(picture):
            points = [right if side == "right" else yours for side in chosen]
            values = [value for point in points for value in _values(point, len(names))]
            lines.append(f"  {number:>4}" + "".join(f"{value:>{column}}" for value in values))
    return lines


def _values(point: Array | None, count: int) -> list[str]:
    """Return one side's numbers at one step; a dash where it has none."""
    return ["-"] if point is None else [_number(value) for value in point[-count:]]


def _number(value: float) -> str:
    return f"{value:.4f}" if np.isfinite(value) and (value == 0 or 1e-3 < abs(value) < 1e4) else short(value)
