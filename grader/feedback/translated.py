"""A report in the language that is spoken: the one place where what the judge found meets the catalogues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.languages import ENGLISH, current, recognised
from grader.languages.exercise_texts import ExerciseTexts, read_exercise_texts

if TYPE_CHECKING:
    from pathlib import Path

    from grader.results import CheckResult, Diagnosis, Report


def in_language(report: Report, folder: Path | None) -> Report:
    """Return the report with every sentence in the language that is spoken, and all else as it is.

    Parameters
    ----------
    report : Report
        As the judge made it, in English. Of a report that was stored and read again the sentences no longer
        know what they were made of; most of them are recognised.
    folder : Path or None
        The exercise's first half, whose own translations are used for the titles.
    """
    if current() == ENGLISH:
        return report
    texts = ExerciseTexts() if folder is None else read_exercise_texts(folder)
    return replace(
        report,
        title=texts.title or report.title,
        message=recognised(report.message),
        next_step=recognised(report.next_step),
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
        message=texts.sentences.get(check.message) or recognised(check.message),
        probe=None if check.probe is None else recognised(check.probe),
        expected=None if check.expected is None else recognised(check.expected),
        actual=None if check.actual is None else recognised(check.actual),
    )


def _diagnosis(diagnosis: Diagnosis) -> Diagnosis:
    return replace(
        diagnosis,
        title=recognised(diagnosis.title),
        place=recognised(diagnosis.place),
        formula=recognised(diagnosis.formula),
        message=recognised(diagnosis.message),
        question=recognised(diagnosis.question),
    )


def _isolation(report: Report) -> dict[str, object]:
    """Return what is known of the isolation, with its reason in the language."""
    found = dict(report.isolation)
    reason = found.get("reason")
    if isinstance(reason, str):
        found["reason"] = recognised(reason)
    return found
