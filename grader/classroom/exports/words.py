"""What is said of a result in a cell: one line, at the level that the feedback policy allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.classroom.exports.sheet import MISSING
from grader.exercise import FeedbackPolicy
from grader.feedback.as_json import report_from_dict
from grader.feedback.policy import within
from grader.feedback.sentences import OUTCOME_SENTENCES, headed, lines_of, number
from grader.feedback.translated import in_language
from grader.languages import say, spoken
from grader.results import Outcome
from grader.wording import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from grader.classroom.exports.sheet import Result
    from grader.classroom.reading import GradebookReader
    from grader.results import Report

#: A page shows at the check how it ended; a cell has nothing but its sentence.
_ENDED = {
    Outcome.ERRORED: sentence("The code raised an error."),
    Outcome.TIMED_OUT: sentence("The code did not come to an end in time."),
    Outcome.OUT_OF_MEMORY: sentence("The code needed more memory than there is."),
} | OUTCOME_SENTENCES

_ORDER = (FeedbackPolicy.VERDICT, FeedbackPolicy.INPUT, FeedbackPolicy.FULL)


def stricter(first: FeedbackPolicy, second: FeedbackPolicy | None) -> FeedbackPolicy:
    """Return the policy of two that shows less."""
    return first if second is None else min(first, second, key=_ORDER.index)


def allowed_report(
    result: Result, gradebook: GradebookReader, policy: FeedbackPolicy, folder: Path | None = None
) -> Report | None:
    """Return the report on what counts, as a learner may see it; None if there is none.

    It is in the language that is spoken; the exercise's titles are, if its folder is named.
    """
    if result.standing is None or result.standing.result is None:
        return None
    report = report_from_dict(gradebook.report(result.standing.result))
    return in_language(within(report, policy), folder)


def points_sentence(result: Result) -> str:
    """Return the points in words; empty if there are none."""
    if result.points is None:
        return ""
    by_hand = result.standing is not None and result.standing.is_overridden
    points, max_points = number(result.points), number(result.max_points)
    if by_hand:
        return say("{points} of {max_points} points, set by hand.", points=points, max_points=max_points)
    if result.outcome == MISSING:
        return say(
            "{points} of {max_points} points: nothing was handed in.", points=points, max_points=max_points
        )
    return say("{points} of {max_points} points.", points=points, max_points=max_points)


def comment_on(result: Result, gradebook: GradebookReader, policy: FeedbackPolicy) -> str:
    """Return what a comment beside the points says: points, how it ended, the mistakes that were named."""
    parts = [points_sentence(result)]
    report = allowed_report(result, gradebook, policy)
    if report is not None:
        parts.append(spoken(_ENDED.get(report.outcome, "")))
        for diagnosis in report.diagnoses:
            where = f" ({lines_of(diagnosis)})" if diagnosis.lines else ""
            parts.append(f"{headed(diagnosis.title)}{where}.")
    return " ".join(filter(None, parts))
