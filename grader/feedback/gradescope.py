"""A report as Gradescope's `results.json`: a test for each check, and what is said of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.feedback.characters import harmless
from grader.feedback.sentences import (
    OUTCOME_SENTENCES,
    details_of,
    label_of,
    label_width,
    lines_of,
    message_of,
    tag_of,
    verdict_of,
)
from grader.languages import say, spoken
from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    from grader.results import CheckResult, Diagnosis, Report

#: Gradescope's words for when a learner sees something.
VISIBILITIES = ("visible", "after_due_date", "after_published", "hidden")


def to_results(report: Report, *, visibility: str = "visible", seconds: float = 0.0) -> dict[str, Any]:
    """Return what Gradescope reads, as plain values.

    A fault of our own has no score at all, so that Gradescope records none: a zero would be the learner's.

    Parameters
    ----------
    report : Report
        As the learner may see it; the feedback policy is applied already.
    visibility : str
        One of `VISIBILITIES`, for the tests.
    seconds : float
        How long it took.
    """
    results: dict[str, Any] = {
        "output": _whole_text(report),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(seconds, 3),
        "extra_data": {
            "exercise": report.exercise,
            "outcome": report.outcome.value,
            "misconceptions": [diagnosis.misconception for diagnosis in report.diagnoses],
            "isolation_tier": str(report.isolation.get("tier", "")),
            "grader": report.versions.get("grader", ""),
        },
    }
    if report.outcome is Outcome.GRADER_FAULT:
        return results
    # Said for the whole: points of a submission that broke the rules are not the sum of its checks'.
    results["score"] = report.points
    results["tests"] = [_test(check, visibility) for check in report.checks]
    return results


def _test(check: CheckResult, visibility: str) -> dict[str, Any]:
    """Return one check as a test."""
    lines = [verdict_of(check) + (f" ({tag_of(check)})" if tag_of(check) else "")]
    if check.verdict is not Verdict.PASSED:
        width = label_width()
        lines += [f"{label_of(label):<{width}}{text}" if label else text for label, text in details_of(check)]
    return {
        "name": harmless(check.title),
        "score": check.points,
        "max_score": check.max_points,
        "status": "passed" if check.verdict is Verdict.PASSED else "failed",
        "output": harmless("\n".join(lines)),
        "output_format": "text",
        "visibility": visibility,
    }


def _whole_text(report: Report) -> str:
    """Return what is said above all tests."""
    parts = [message_of(report)]
    if report.outcome is Outcome.GRADER_FAULT:
        parts = [spoken(OUTCOME_SENTENCES[Outcome.GRADER_FAULT]), report.message]
    parts += [_diagnosis(diagnosis) for diagnosis in report.diagnoses]
    parts.append(report.next_step)
    if report.output:
        parts.append(f"{say('Printed by your code:')}\n{report.output.rstrip()}")
    return harmless("\n\n".join(filter(None, parts)))


def _diagnosis(diagnosis: Diagnosis) -> str:
    """Return a mistake, where it is, what the code computes instead, and the question that leads on."""
    where = f" ({lines_of(diagnosis)})" if diagnosis.lines else ""
    formula = "".join(f"\n    {line}" for line in diagnosis.formula.splitlines())
    said = "".join(f"\n{text}" for text in (diagnosis.message, diagnosis.question) if text)
    return f"{diagnosis.misconception}: {diagnosis.title}{where}{formula}{said}"
