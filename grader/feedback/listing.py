"""The list of a kit's exercises as a person or a program reads it."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from grader.feedback.characters import whole
from grader.feedback.entries import MISSING, STARTED, TO_DO
from grader.feedback.page import MIN_WIDTH, Page
from grader.feedback.sentences import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.feedback.entries import Entry
    from grader.kit import Kit

SCHEMA = "grader/list/1"
MIN_TABLE_WIDTH = 72  # columns from which concepts have a column of their own
GAP = 2
_STYLES = {TO_DO: "dim", STARTED: "bold", MISSING: "bold red"}


def render_list(
    entries: Sequence[Entry], title: str, *, width: int, color: bool, unicode: bool = True
) -> str:
    """Return the list as text for a terminal.

    Parameters
    ----------
    entries : sequence of Entry
        The exercises in order.
    title : str
        The kit's; may be empty.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    if title:
        page.wrapped(title, indent=0, style="bold")
        page.blank()
    if entries:
        _table(page, entries)
    page.blank()
    page.wrapped(_next_step(entries), indent=0)
    return page.text()


def _table(page: Page, entries: Sequence[Entry]) -> None:
    """Write a heading and a row for each exercise; where columns are few, concepts stand below the title."""
    points = ["?" if entry.max_points is None else number(entry.max_points) for entry in entries]
    states = [entry.state.replace("-", " ") for entry in entries]
    points_width = max(len("points"), *map(len, points))
    state_width = max(len("state"), *map(len, states))
    name_width = max(len(entry.short) for entry in entries)
    room = page.width - name_width - points_width - state_width - 3 * GAP
    has_concepts = page.width >= MIN_TABLE_WIDTH
    # With a column of their own, concepts get a little more: there are several to each title.
    title_width = (room - GAP) * 9 // 20 if has_concepts else room
    widths = (name_width, title_width, *((room - GAP - title_width,) if has_concepts else ()))

    def row(cells: Sequence[tuple[str, str]], points: str, state: str) -> None:
        """Write one line: texts with their styles, padded before they are coloured."""
        padded = [
            page.styled(text, style) + " " * (width - len(text))
            for (text, style), width in zip(cells, widths, strict=False)
        ]
        page.line((" " * GAP).join([*padded, f"{points:>{points_width}}", state]))

    row([("", ""), ("title", "dim"), ("concepts", "dim")], "points", page.styled("state", "dim"))
    for entry, worth, state in zip(entries, points, states, strict=True):
        titles = _fitted(page, entry.title, title_width)
        joined = ", ".join(entry.concepts)
        concepts = _fitted(page, joined, widths[2]) if has_concepts else []
        name, earned, reached = entry.short, worth, page.styled(state, _STYLES[entry.state])
        for title, concept in zip_longest(titles, concepts, fillvalue=""):
            row([(name, "bold"), (title, ""), (concept, "dim")], earned, reached)
            name, earned, reached = "", "", ""
        if not has_concepts:
            page.wrapped(joined, indent=name_width + GAP, style="dim")


def _fitted(page: Page, text: str, width: int) -> list[str]:
    """Return the lines of a text in a column."""
    return page.fitted(text, indent=page.width - width)


def _next_step(entries: Sequence[Entry]) -> str:
    """Return what to do next, in a sentence or two."""
    if not entries:
        return "The kit has no exercises."
    first = next((entry for entry in entries if entry.state == TO_DO), None)
    if first is None:
        return f"“grader check {entries[0].short}” judges an exercise."
    begins = "Begin with" if all(entry.state == TO_DO for entry in entries) else "Next to do is"
    return (
        f"{begins} {first.short}: read {first.task}, fill in {first.stub}, then “grader check {first.short}”."
    )


def list_to_json(entries: Sequence[Entry], kit: Kit, *, ascii_only: bool = False) -> str:
    """Return the list as JSON text with a last newline."""
    values: dict[str, Any] = {
        "schema": SCHEMA,
        "kit": {"path": whole(str(kit.root)), "title": kit.title},
        "exercises": [
            {
                "exercise": entry.stem,
                "short": entry.short,
                "title": entry.title,
                "concepts": [*entry.concepts],
                "max_points": entry.max_points,
                "state": entry.state,
                "task": whole(entry.task),
                "file": whole(entry.stub),
            }
            for entry in entries
        ],
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"
