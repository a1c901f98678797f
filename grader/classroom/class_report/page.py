"""A class report as one page: the numbers as a reader meets them, handed to the template."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from grader.classroom.class_report.figures import bar, histogram, strip
from grader.feedback.sentences import headed, noun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.classroom.class_report.links import Site
    from grader.classroom.class_report.records import (
        Alike,
        ClassReport,
        ExerciseSummary,
        Mistake,
        Timing,
        Together,
    )

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")
#: So many mistakes are one lesson's worth.
N_MONDAY = 3
#: Rows of the heat-map; the totals count all mistakes.
N_ROWS = 15
#: Outcomes that a card does not list: points say what they say, and our own faults have a part of their own.
_ORDINARY = ("passed", "failed", "grader-fault")
#: Below so many learners shares are a way of counting and say nothing of others.
SMALL_CLASS = 10
#: Shares from which a cell of the heat-map has the next tint.
LEVELS = (0.0, 0.05, 0.1, 0.2, 0.35)


class Renders(Protocol):
    """What makes a page of a template, everything inside the file."""

    def render(self, template: str, names: Mapping[str, Any], data: Mapping[str, Any]) -> str:
        """Return the page."""


def render_page(
    report: ClassReport, renderer: Renders, site: Site, titles: Mapping[str, str] | None = None
) -> str:
    """Return the report as one HTML page that asks for nothing.

    Parameters
    ----------
    report : ClassReport
        What was counted.
    renderer : Renders
        With the folders `TEMPLATES` and `STATIC`.
    site : Site
        Where the course's pages are.
    titles : mapping of str to str, optional
        The concepts' titles by id; a concept without one is called by its id.
    """
    known = titles or {}
    names = {
        "report": report,
        "totals": report.totals,
        "as_of": _moment(report.as_of),
        "summary": _summary(report),
        "is_small": report.totals.n_judged_learners < SMALL_CLASS,
        "monday": [_monday(report, mistake, site, known) for mistake in report.mistakes[:N_MONDAY]],
        "exercises": _exercises(report.exercises),
        "heat": _heat(report, site),
        "concepts": _concepts(report, site, known),
        "checks": _checks(report),
        "together": _together(report.together),
        "alike": _alike(report.alike),
        "timings": _timings(report.timings),
        "percent": percent,
        "num": counted,
        "short": _short,
        "noun": noun,
        "ended": {name: [one for one in report.outliers.ended if one.outcome == name]
                  for name, _ in report.outliers.n_ended},
    }  # fmt: skip
    return renderer.render("class_report.html.j2", names, {})


def percent(part: float, whole: float = 1.0) -> str:
    """Return a share in per cent; a share that is neither nothing nor all never looks like it."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if 0 < share < 1:
        return "<1 %"
    if 99 < share < 100:
        return ">99 %"
    return f"{share:.0f} %"


def counted(number: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{number:,}"


def _short(stem: str) -> str:
    return stem.partition("_")[0]


def _words(name: str) -> str:
    """Return an id as words."""
    return headed(name.replace("-", " "))


def _moment(at: str) -> str:
    """Return a time as a reader writes it."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _summary(report: ClassReport) -> str:
    """Return the class in a sentence or two."""
    totals = report.totals
    n_exercises = len(report.exercises)
    whom = "enrolled learners" if totals.has_roster else "learners"
    text = f"{totals.n_active:,} of {totals.n_learners:,} {whom} handed in"
    if not totals.has_roster and totals.n_active == totals.n_learners:
        text = f"{totals.n_active:,} {noun(totals.n_active, 'learner')} handed in"
    text += f" to {n_exercises} {noun(n_exercises, 'exercise')}; "
    text += f"{totals.n_graded:,} of {totals.n_handed_in:,} hand-ins are graded."
    full = sum(exercise.n_full for exercise in report.exercises)
    scored = sum(exercise.n_scored for exercise in report.exercises)
    if scored:
        text += f" {percent(full, scored)} of them have all points."
    if totals.n_not_graded:
        text += f" {totals.n_not_graded:,} more could not be graded."
    return text


def _monday(report: ClassReport, mistake: Mistake, site: Site, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return one of the first mistakes in plain words."""
    n_all = report.totals.n_judged_learners
    where = [
        exercise.short
        for exercise, n in zip(report.exercises, mistake.by_exercise, strict=True)
        if n
    ]  # fmt: skip
    return {
        "title": headed(mistake.title),
        "id": mistake.misconception,
        "count": f"{mistake.n_learners:,} of {n_all:,} {noun(n_all, 'learner')}",
        "share": percent(mistake.n_learners, n_all),
        "bar": bar(mistake.n_learners / max(n_all, 1)),
        "where": _listed(where),
        "message": mistake.message,
        "question": mistake.question,
        "lesson": site.lesson(mistake.concept),
        "quiz": site.quiz(mistake.concept),
        "mistake": site.mistake(mistake.misconception),
        "concept": mistake.concept,
        "concept_words": titles.get(mistake.concept) or _words(mistake.concept),
    }


def _listed(words: Sequence[str], most: int = 6) -> str:
    """Return words in a row, of many the first."""
    shown = [*words[:most], f"{len(words) - most} more"] if len(words) > most else [*words]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _exercises(exercises: Sequence[ExerciseSummary]) -> list[dict[str, Any]]:
    """Return the exercises with their score distributions, all drawn to the same scale."""
    shares = [n / max(one.n_scored, 1) for one in exercises for n in one.bins]
    most = max(shares, default=0) or 1.0
    return [
        {
            "of": one,
            "figure": histogram(one.bins, most, _in_words(one)),
            "bins": one.bins,
            "others": [pair for pair in one.outcomes if pair[0] not in _ORDINARY],
        }
        for one in exercises
    ]


def _in_words(exercise: ExerciseSummary) -> str:
    """Return a score distribution in words."""
    tenths = [
        f"{n} from {place * 10} % to below {place * 10 + 10} %"
        for place, n in enumerate(exercise.bins[:-1])
        if n
    ]
    return f"Scores in {exercise.short}: {', '.join([*tenths, f'{exercise.n_full} with all points'])}."


def _heat(report: ClassReport, site: Site) -> dict[str, Any]:
    """Return the rows of the heat-map: count, share and tint for each mistake and exercise."""
    graded = [exercise.n_graded for exercise in report.exercises]
    n_all = report.totals.n_judged_learners
    shown = report.mistakes[:N_ROWS]

    def cells(counts: Sequence[int]) -> list[dict[str, Any]]:
        return [
            {
                "n": n,
                "share": percent(n, of) if n else "",
                "level": sum(n / of > least for least in LEVELS) if of else 0,
                "is_none": not of,
            }
            for n, of in zip(counts, graded, strict=True)
        ]

    unnamed = [exercise.n_unnamed for exercise in report.exercises]
    without_values = [exercise.n_without_values for exercise in report.exercises]
    rest = [
        ("Wrong values, no mistake named", unnamed),
        ("No values: an error, a limit, no Python", without_values),
    ]
    return {
        "columns": [{"short": exercise.short, "n": exercise.n_graded} for exercise in report.exercises],
        "rows": [
            {
                "title": headed(mistake.title),
                "id": mistake.misconception,
                "href": site.mistake(mistake.misconception),
                "cells": cells(mistake.by_exercise),
                "n": mistake.n_learners,
                "share": percent(mistake.n_learners, n_all),
            }
            for mistake in shown
        ],
        "rest": [{"title": title, "cells": cells(counts)} for title, counts in rest],
        "n_more": report.n_more_mistakes + len(report.mistakes) - len(shown),
        "levels": [
            {"level": level, "words": words}
            for level, words in enumerate(
                ("none", "up to 5 %", "up to 10 %", "up to 20 %", "up to 35 %", "more")
            )
        ],
    }


def _concepts(report: ClassReport, site: Site, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the concepts to teach again, those that most learners need first."""
    n_all = max(report.totals.n_judged_learners, 1)
    return [
        {
            "words": titles.get(one.concept) or _words(one.concept),
            "id": one.concept,
            "n": one.n_learners,
            "share": percent(one.n_learners, n_all),
            "bar": bar(one.n_learners / n_all),
            "misconceptions": ", ".join(one.misconceptions),
            "lesson": site.lesson(one.concept),
            "quiz": site.quiz(one.concept),
        }
        for one in report.concepts
    ]


def _checks(report: ClassReport) -> list[dict[str, Any]]:
    """Return the checks that most failed."""
    return [
        {
            "of": one,
            "short": _short(one.exercise),
            "share": percent(one.n_failed, one.n_judged),
            "bar": bar(one.n_failed / one.n_judged),
        }
        for one in report.hard_checks
    ]


def _together(pairs: Sequence[Together]) -> list[dict[str, Any]]:
    """Return pairs of mistakes, found and expected drawn to one scale."""
    most = max((max(pair.n_both, pair.n_expected) for pair in pairs), default=1.0)
    return [
        {
            "of": pair,
            "expected": _rough(pair.n_expected),
            "meaning": _meaning(pair),
            "bar": bar(pair.n_both / most, pair.n_expected / most),
        }
        for pair in pairs
    ]


def _meaning(pair: Together) -> str:
    """Return what a pair of mistakes says, which is often nothing."""
    if pair.lift is None:
        return "too few to say"
    return f"{_rough(pair.lift)} times as many" if pair.stands_out else "chance may do that"


def _alike(found: Alike) -> dict[str, Any]:
    """Return the groups, and what chance makes of their number."""
    return {
        "groups": found.groups,
        "n_more": found.n_more_groups,
        "coincidences": [
            {"n_exercises": one.n_exercises, "n_pairs": one.n_pairs, "expected": _rough(one.n_expected)}
            for one in found.coincidences
        ],
        "most_with_it": found.most_with_it,
        "never_above": found.never_above,
    }


def _timings(timings: Sequence[Timing]) -> list[dict[str, Any]]:
    """Return times as a reader writes them, and drawn on one logarithmic axis."""
    low = max(min((one.median for one in timings), default=0.01), 1e-4)
    high = max(max((one.longest for one in timings), default=1.0), low * 1.01)
    return [
        {
            "short": _short(one.exercise),
            "n": one.n_results,
            "times": [_seconds(value) for value in (one.median, one.ninety, one.ninety_nine, one.longest)],
            "figure": strip((one.median, one.ninety, one.ninety_nine, one.longest), low, high),
        }
        for one in timings
    ]


def _rough(value: float) -> str:
    """Return a number that is an estimate, without digits that say nothing."""
    if value == 0:
        return "0"
    if value < 0.01:
        return "<0.01"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"
