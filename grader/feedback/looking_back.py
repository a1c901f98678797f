"""What a learner has reached, as a person or a program reads it: exercises, concepts, mistakes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.feedback.entries import JUDGED, STARTED
from grader.feedback.listing import next_step
from grader.feedback.page import MIN_WIDTH, Page
from grader.feedback.sentences import number
from grader.languages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.feedback.entries import Entry
    from grader.progress import Cards

SCHEMA = "grader/looking-back/1"
_LABEL = 12


@dataclass(frozen=True)
class Mistake:
    """A misconception that was named at least once.

    Attributes
    ----------
    exercises, open_in : tuple of str
        Where it was named, and where it is not overcome yet; short names.
    """

    misconception: str
    exercises: tuple[str, ...]
    open_in: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """A look back at a kit's exercises.

    Attributes
    ----------
    entries : tuple of Entry
        All exercises.
    concepts : tuple of (str, int, int)
        Each concept, how many of its exercises are passed, and how many it has.
    mistakes : tuple of Mistake
        In the order in which they were first met in the list of exercises.
    cards : Cards or None
        Of the cards that were reviewed, in the terminal or on the pages; None if none was.
    """

    entries: tuple[Entry, ...]
    concepts: tuple[tuple[str, int, int], ...]
    mistakes: tuple[Mistake, ...]
    cards: Cards | None = None

    @property
    def passed(self) -> tuple[str, ...]:
        """The short names of the exercises that were passed at any time."""
        return tuple(entry.short for entry in self.entries if entry.record and entry.record.is_passed)

    @property
    def begun(self) -> tuple[Entry, ...]:
        """The exercises that are begun and were not passed yet."""
        return tuple(
            entry
            for entry in self.entries
            if entry.state in (STARTED, JUDGED) and not (entry.record and entry.record.is_passed)
        )


def look_back(entries: Sequence[Entry], cards: Cards | None = None) -> Summary:
    """Return the summary of what is remembered of exercises and cards."""
    concepts: dict[str, list[bool]] = {}
    met: dict[str, list[tuple[str, bool]]] = {}
    for entry in entries:
        for concept in entry.concepts:
            concepts.setdefault(concept, []).append(bool(entry.record and entry.record.is_passed))
        for mistake in entry.record.met if entry.record else ():
            met.setdefault(mistake.misconception, []).append((entry.short, bool(mistake.overcome)))
    return Summary(
        tuple(entries),
        tuple((name, sum(passed), len(passed)) for name, passed in concepts.items()),
        tuple(
            Mistake(
                name,
                tuple(short for short, _ in places),
                tuple(short for short, is_overcome in places if not is_overcome),
            )
            for name, places in met.items()
        ),
        cards,
    )


def render_progress(
    summary: Summary, *, width: int, color: bool, unicode: bool = True, has_workspace: bool = True
) -> str:
    """Return the look back as text for a terminal.

    Parameters
    ----------
    summary : Summary
        What was reached.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    has_workspace : bool
        The learner has files to work in.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    passed, begun = summary.passed, summary.begun
    _row(
        page,
        say("exercises"),
        say("{count} of {of} passed", count=len(passed), of=len(summary.entries)),
        style="bold",
    )
    if passed:
        _row(page, say("passed"), ", ".join(passed))
    if begun:
        _row(page, say("begun"), ", ".join(map(_with_points, begun)))
    whole = [name for name, n_passed, n_exercises in summary.concepts if n_passed == n_exercises]
    partly = [
        say("{name} ({count} of {of})", name=name, count=n_passed, of=n_exercises)
        for name, n_passed, n_exercises in summary.concepts
        if 0 < n_passed < n_exercises
    ]
    page.blank()
    _row(
        page,
        say("concepts"),
        say("{count} of {of} with all their exercises", count=len(whole), of=len(summary.concepts)),
        style="bold",
    )
    if whole:
        _row(page, say("whole"), ", ".join(whole))
    if partly:
        _row(page, say("in part"), ", ".join(partly))
    _mistakes(page, summary)
    if summary.cards is not None:
        page.blank()
        _row(
            page,
            say("cards"),
            say("{count} of {of} due", count=summary.cards.n_due, of=summary.cards.n_cards),
            style="bold",
        )
        if summary.cards.n_due and summary.cards.is_terminal:
            page.wrapped(say("“grader cards” shows them."), indent=_LABEL, style="dim")
    page.blank()
    page.wrapped(next_step(summary.entries, has_workspace=has_workspace), indent=0)
    return page.text()


def _mistakes(page: Page, summary: Summary) -> None:
    """Write the mistakes that were named: first those that are overcome."""
    if not summary.mistakes:
        return
    overcome = [mistake for mistake in summary.mistakes if not mistake.open_in]
    still = [mistake for mistake in summary.mistakes if mistake.open_in]
    page.blank()
    _row(
        page,
        say("mistakes"),
        say("{count} of {of} overcome", count=len(overcome), of=len(summary.mistakes)),
        style="bold",
    )
    for label, mistakes in ((say("overcome"), overcome), (say("met"), still)):
        for mistake in mistakes:
            places = ", ".join(mistake.open_in or mistake.exercises)
            _row(page, label, f"{mistake.misconception} ({places})")
            label = ""
    if still:
        page.wrapped(
            say("“grader misconceptions {id}” says more of one.", id=still[0].misconception),
            indent=_LABEL,
            style="dim",
        )


def _row(page: Page, label: str, text: str, *, style: str = "") -> None:
    page.wrapped(text, indent=0, label=f"{page.plain(label):<{_LABEL}}", style=style)


def _with_points(entry: Entry) -> str:
    record = entry.record
    if entry.state != JUDGED or record is None:
        return entry.short
    return say(
        "{short} ({points} of {max_points} points)",
        short=entry.short,
        points=number(record.points),
        max_points=number(record.max_points),
    )


def progress_to_json(summary: Summary, *, ascii_only: bool = False) -> str:
    """Return the look back as JSON text with a last newline."""
    values: dict[str, Any] = {
        "schema": SCHEMA,
        "exercises": {
            "n_exercises": len(summary.entries),
            "passed": list(summary.passed),
            "begun": [entry.short for entry in summary.begun],
        },
        "concepts": [
            {"concept": name, "n_passed": n_passed, "n_exercises": n_exercises}
            for name, n_passed, n_exercises in summary.concepts
        ],
        "misconceptions": [
            {
                "misconception": mistake.misconception,
                "exercises": list(mistake.exercises),
                "overcome": not mistake.open_in,
                "open_in": list(mistake.open_in),
            }
            for mistake in summary.mistakes
        ],
        "cards": None
        if summary.cards is None
        else {"n_cards": summary.cards.n_cards, "n_due": summary.cards.n_due},
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"
