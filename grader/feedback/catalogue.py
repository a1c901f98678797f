"""The catalogue of misconceptions in words: all of them in groups, or one of them with its formulas."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grader.feedback.page import MIN_WIDTH, Page
from grader.languages import say, spoken
from grader.maths.misconceptions import CATALOGUE, GROUPS, Misconception
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from grader.exercise import Exercise
    from grader.feedback.applications import Application

LIST_SCHEMA = "grader/misconceptions/1"
SCHEMA = "grader/misconception/1"

GROUP_WORDS = {
    "gradient": sentence("gradient"),
    "update": sentence("update"),
    "loop": sentence("loop"),
    "stopping": sentence("stopping"),
    "scaling": sentence("scaling"),
    "batches": sentence("batches"),
    "optimisers": sentence("optimisers"),
    "other costs": sentence("other costs"),
}
MIN_TITLE_WIDTH = 20  # columns that a title needs beside its id; with less it stands below


def render_catalogue(
    ids: Collection[str], exercise: Exercise | None, *, width: int, color: bool, unicode: bool = True
) -> str:
    """Return the named misconceptions in groups as text for a terminal.

    Parameters
    ----------
    ids : collection of str
        Those to show.
    exercise : Exercise or None
        The exercise that they were chosen for, if they were.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    if exercise is not None:
        page.wrapped(exercise.title, indent=0, label=f"{exercise.short}  ", style="bold")
    id_width = max(map(len, CATALOGUE))
    is_beside = page.width - id_width - 4 >= MIN_TITLE_WIDTH
    for group, members in GROUPS.items():
        chosen = [misconception for misconception in members.values() if misconception.id in ids]
        if chosen:
            page.blank()
            title = spoken(GROUP_WORDS.get(group, group))
            page.line(page.styled(page.plain(f"{title[:1].upper()}{title[1:]}"), "bold"))
        for misconception in chosen:
            if is_beside:
                page.wrapped(spoken(misconception.title), indent=2, label=f"{misconception.id:<{id_width}}  ")
            else:
                page.line(f"  {misconception.id}")
                page.wrapped(spoken(misconception.title), indent=6, style="dim")
    page.blank()
    page.wrapped("“grader misconceptions ID” says more about one of them.", indent=0, style="dim")
    return page.text()


def render_misconception(
    misconception: Misconception,
    found: Mapping[str, Sequence[Application]],
    exercise: Exercise | None,
    *,
    width: int,
    color: bool,
    unicode: bool = True,
) -> str:
    """Return what there is to say about one misconception as text for a terminal.

    Parameters
    ----------
    misconception : Misconception
        The one.
    found : mapping of str to sequence of Application
        By stem, the exercises where it can be met.
    exercise : Exercise or None
        Whose formulas are shown.
    width : int
        Columns to be had; at least 40 are used.
    color, unicode : bool
        With colours, with characters beyond ASCII.
    """
    page = Page(max(width, MIN_WIDTH), color=color, unicode=unicode)
    page.wrapped(f"{misconception.id}: {spoken(misconception.title)}", indent=0, style="bold")
    page.blank()
    page.wrapped(spoken(misconception.message), indent=2)
    page.wrapped(spoken(misconception.question), indent=2)
    if exercise is not None:
        there = found.get(exercise.stem, ())
        page.blank()
        if not there:
            page.wrapped(say("It cannot be met in {short}.", short=exercise.short), indent=2)
        elif any(application.mistaken for application in there):
            page.wrapped(exercise.title, indent=2, label=f"{exercise.short}  ", style="bold")
            for application in there:
                _formulas(page, application)
    page.blank()
    shorts = [stem.partition("_")[0] for stem in found]
    met_in, concept = page.plain(say("met in")), page.plain(say("concept"))
    width = max(len(met_in), len(concept)) + 2
    page.wrapped(
        ", ".join(shorts) or say("no exercise of this kit"), indent=2, label=f"{met_in:<{width}}", style="dim"
    )
    page.wrapped(misconception.concept, indent=2, label=f"{concept:<{width}}", style="dim")
    return page.text()


def _formulas(page: Page, application: Application) -> None:
    """Write what a function should compute, and what it computes with the mistake."""
    if not application.mistaken:
        return
    page.wrapped(application.function, indent=4)
    right = [(say("right"), "green", application.right)] if application.right else []
    mistaken = [
        (say("mistaken") if position == 0 else say("or"), "red", lines)
        for position, lines in enumerate(application.mistaken)
    ]
    for label, color, lines in (*right, *mistaken):
        for position, line in enumerate(lines):
            start = "" if position else page.plain(label)
            page.wrapped(line, indent=6, label=f"{start:<10}", style=color)
    if application.equal:
        page.wrapped(
            say("Here {others} gives the same values.", others=", ".join(application.equal)), indent=6
        )


def catalogue_to_json(ids: Collection[str], exercise: Exercise | None, *, ascii_only: bool = False) -> str:
    """Return the named misconceptions as JSON text with a last newline."""
    values = {
        "schema": LIST_SCHEMA,
        "exercise": None if exercise is None else exercise.stem,
        "misconceptions": [
            _values(misconception) for misconception in CATALOGUE.values() if misconception.id in ids
        ],
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only) + "\n"


def misconception_to_json(
    misconception: Misconception,
    found: Mapping[str, Sequence[Application]],
    exercise: Exercise | None,
    *,
    ascii_only: bool = False,
) -> str:
    """Return one misconception as JSON text; formulas of one exercise only, if one is named."""
    values = {
        "schema": SCHEMA,
        **_values(misconception),
        "exercises": [*found],
        "formulas": [
            {
                "exercise": stem,
                "function": application.function,
                "right": [*application.right],
                "mistaken": [[*lines] for lines in application.mistaken],
                "equal": [*application.equal],
            }
            for stem, there in found.items()
            for application in there
            if application.mistaken and (exercise is None or exercise.stem == stem)
        ],
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only) + "\n"


def _values(misconception: Misconception) -> dict[str, Any]:
    """Return one misconception as plain values."""
    return {
        "id": misconception.id,
        "group": next(group for group, members in GROUPS.items() if misconception.id in members),
        "title": spoken(misconception.title),
        "message": spoken(misconception.message),
        "question": spoken(misconception.question),
        "concept": misconception.concept,
    }
