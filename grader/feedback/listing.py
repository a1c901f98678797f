"""The list of a kit's exercises as a person or a program reads it."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from grader.feedback.characters import whole
from grader.feedback.entries import JUDGED, MISSING, PASSED, STARTED, TO_DO
from grader.feedback.page import MIN_WIDTH, Page
from grader.feedback.sentences import number
from grader.languages import say, spoken
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.feedback.entries import Entry
    from grader.kit import Kit

SCHEMA = "grader/list/1"
NEXT_SCHEMA = "grader/next/1"
NO_WORKSPACE = sentence("You are not in a workspace: “grader start” makes a folder to work in.")
STATE_WORDS = {
    TO_DO: sentence("to do"),
    STARTED: sentence("started"),
    MISSING: sentence("missing"),
    JUDGED: sentence("judged"),
    PASSED: sentence("passed"),
}
MIN_TABLE_WIDTH = 72  # columns from which concepts have a column of their own
GAP = 2
_STYLES = {TO_DO: "dim", STARTED: "bold", JUDGED: "bold", PASSED: "green", MISSING: "bold red"}


def render_list(
    entries: Sequence[Entry],
    title: str,
    *,
    width: int,
    color: bool,
    unicode: bool = True,
    has_workspace: bool = True,
    has_concepts: bool = True,
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
    has_workspace : bool
        The learner has files to work in.
    has_concepts : bool
        Say which concepts each exercise is about.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    if title:
        page.wrapped(title, indent=0, style="bold")
        page.blank()
    if entries:
        _table(page, entries, has_concepts=has_concepts)
    page.blank()
    page.wrapped(next_step(entries, has_workspace=has_workspace), indent=0)
    return page.text()


def _table(page: Page, entries: Sequence[Entry], *, has_concepts: bool) -> None:
    """Write a heading and a row for each exercise; where columns are few, concepts stand below the title."""
    points = ["?" if entry.max_points is None else number(entry.max_points) for entry in entries]
    states = [page.plain(_state(entry)) for entry in entries]
    of_points, of_state = page.plain(say("points")), page.plain(say("state"))
    points_width = max(len(of_points), *map(len, points))
    state_width = max(len(of_state), *map(len, states))
    name_width = max(len(entry.short) for entry in entries)
    room = page.width - name_width - points_width - state_width - 3 * GAP
    is_wide = has_concepts and page.width >= MIN_TABLE_WIDTH
    # With a column of their own, concepts get a little more: there are several to each title.
    title_width = (room - GAP) * 9 // 20 if is_wide else room
    widths = (name_width, title_width, *((room - GAP - title_width,) if is_wide else ()))

    def row(cells: Sequence[tuple[str, str]], points: str, state: str) -> None:
        """Write one line: texts with their styles, padded before they are coloured."""
        padded = [
            page.styled(text, style) + " " * (width - len(text))
            for (text, style), width in zip(cells, widths, strict=False)
        ]
        page.line((" " * GAP).join([*padded, f"{points:>{points_width}}", state]))

    heads = [("", ""), (page.plain(say("title")), "dim"), (page.plain(say("concepts")), "dim")]
    row(heads, of_points, page.styled(of_state, "dim"))
    for entry, worth, state in zip(entries, points, states, strict=True):
        titles = _fitted(page, entry.title, title_width)
        joined = ", ".join(entry.concepts)
        concepts = _fitted(page, joined, widths[2]) if is_wide else []
        name, earned, reached = entry.short, worth, page.styled(state, _STYLES[entry.state])
        for title, concept in zip_longest(titles, concepts, fillvalue=""):
            row([(name, "bold"), (title, ""), (concept, "dim")], earned, reached)
            name, earned, reached = "", "", ""
        if has_concepts and not is_wide:
            page.wrapped(joined, indent=name_width + GAP, style="dim")


def _fitted(page: Page, text: str, width: int) -> list[str]:
    """Return the lines of a text in a column."""
    return page.fitted(text, indent=page.width - width)


def _state(entry: Entry) -> str:
    """Return how far an exercise is, in a word or two."""
    if entry.state == JUDGED and entry.record is not None:
        return say(
            "{points} of {max_points}",
            points=number(entry.record.points),
            max_points=number(entry.record.max_points),
        )
    return spoken(STATE_WORDS[entry.state])


def next_step(entries: Sequence[Entry], *, has_workspace: bool) -> str:
    """Return what to do next, in a sentence or two; the files of a package are nobody's to fill in."""
    if not entries:
        return say("The kit has no exercises.")
    if not has_workspace:
        return spoken(NO_WORKSPACE)
    entry = next_entry(entries)
    if entry is None:
        return say("All exercises are passed. “grader progress” looks back.")
    check = say("“grader check {short}”", short=entry.short)
    if entry.state == MISSING:
        return say(
            "{stub} is missing; “grader start .” in your workspace brings it back as it came.",
            stub=entry.stub,
        )
    if entry.state != TO_DO:
        return say(
            "Go on with {short}: {check} judges {stub}.", short=entry.short, check=check, stub=entry.stub
        )
    named = {"short": entry.short, "task": entry.task, "stub": entry.stub, "check": check}
    if all(entry.state == TO_DO for entry in entries):
        return say("Begin with {short}: read {task}, fill in {stub}, then {check}.", **named)
    return say("Next to do is {short}: read {task}, fill in {stub}, then {check}.", **named)


def next_entry(entries: Sequence[Entry]) -> Entry | None:
    """Return the first exercise that never had all points; None if there is none."""
    return next((entry for entry in entries if not (entry.record and entry.record.is_passed)), None)


def list_to_json(entries: Sequence[Entry], kit: Kit, *, ascii_only: bool = False) -> str:
    """Return the list as JSON text with a last newline."""
    values: dict[str, Any] = {
        "schema": SCHEMA,
        "kit": {"path": whole(str(kit.root)), "title": kit.title},
        "exercises": [_values(entry) for entry in entries],
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def _values(entry: Entry) -> dict[str, Any]:
    """Return what a program is told of one exercise."""
    record = entry.record
    return {
        "exercise": entry.stem,
        "short": entry.short,
        "title": entry.title,
        "concepts": [*entry.concepts],
        "max_points": entry.max_points,
        "state": entry.state,
        "points": record.points if record and record.is_current else None,
        "passed": (record.passed or None) if record else None,
        "task": whole(entry.task),
        "file": whole(entry.stub),
    }


def render_next(
    entries: Sequence[Entry], *, width: int, color: bool, unicode: bool = True, has_workspace: bool = True
) -> str:
    """Return the exercise to go on with as text for a terminal; the arguments are those of `render_list`."""
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    entry = next_entry(entries)
    if entry is not None:
        page.wrapped(entry.title, indent=0, label=f"{entry.short}  ", style="bold")
        page.wrapped(", ".join(entry.concepts), indent=len(entry.short) + 2, style="dim")
        page.blank()
    page.wrapped(next_step(entries, has_workspace=has_workspace), indent=0)
    return page.text()


def next_to_json(entries: Sequence[Entry], *, ascii_only: bool = False) -> str:
    """Return the exercise to go on with, or null, as JSON text with a last newline."""
    entry = next_entry(entries)
    values = {"schema": NEXT_SCHEMA, "next": None if entry is None else _values(entry)}
    return json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"
