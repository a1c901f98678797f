"""A report in the language that is spoken: the one place where what the judge found meets the catalogues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.languages import ENGLISH, current, spoken
from grader.languages.exercise_texts import read_exercise_texts

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.languages.exercise_texts import ExerciseTexts
    from grader.results import CheckResult, Diagnosis, Report


def in_language(report: Report, exercise: Exercise) -> Report:
    """Return the report with every sentence in the language that is spoken, and all else as it is.

    Parameters
    ----------
    report : Report
        As the judge made it, in English; a report that was stored and read again can no longer be
        translated wholly, for its sentences no longer know what they were made of.
    exercise : Exercise
        Whose own translations are used for the titles.
    """
    if current() == ENGLISH:
        return report
    texts = read_exercise_texts(exercise.folder)
    return replace(
        report,
        title=texts.title or report.title,
        message=spoken(report.message),
        next_step=spoken(report.next_step),
        checks=tuple(_check(check, texts) for check in report.checks),
        diagnoses=tuple(map(_diagnosis, report.diagnoses)),
        isolation=_isolation(report),
    )


def _check(check: CheckResult, texts: ExerciseTexts) -> CheckResult:
    """Return a check in the language; a title belongs to the exercise, all else is the judge's."""
    return replace(
        check,
        # The cases of one test function have its name and their own in brackets; they share its title.
        title=texts.checks.get(check.id) or texts.checks.get(check.id.partition("[")[0]) or check.title,
        message=texts.sentences.get(check.message) or spoken(check.message),
        probe=None if check.probe is None else spoken(check.probe),
        expected=None if check.expected is None else spoken(check.expected),
        actual=None if check.actual is None else spoken(check.actual),
    )


def _diagnosis(diagnosis: Diagnosis) -> Diagnosis:
    return replace(
        diagnosis,
        title=spoken(diagnosis.title),
        place=spoken(diagnosis.place),
        formula=spoken(diagnosis.formula),
        message=spoken(diagnosis.message),
        question=spoken(diagnosis.question),
    )


def _isolation(report: Report) -> dict[str, object]:
    """Return what is known of the isolation, with its reason in the language."""
    found = dict(report.isolation)
    reason = found.get("reason")
    if isinstance(reason, str):
        found["reason"] = spoken(reason)
    return found
