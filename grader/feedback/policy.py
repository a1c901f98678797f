"""Takes out of a report what the kit's feedback policy keeps from learners."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.exercise import FeedbackPolicy
from grader.results import Verdict

if TYPE_CHECKING:
    from grader.results import CheckResult, Report


def within(report: Report, policy: FeedbackPolicy) -> Report:
    """Return the report as a learner may see it.

    Parameters
    ----------
    report : Report
        With everything.
    policy : FeedbackPolicy
        With `input` no expected value is left; with `verdict` neither inputs, values nor diagnoses, nor what
        was printed, which may be the inputs.
    """
    if policy is FeedbackPolicy.FULL:
        return report
    checks = tuple(_check_within(check, policy) for check in report.checks)
    diagnoses = () if policy is FeedbackPolicy.VERDICT else report.diagnoses
    # A learner's code may print the inputs that it is called with.
    output = "" if policy is FeedbackPolicy.VERDICT else report.output
    return replace(report, checks=checks, diagnoses=diagnoses, output=output)


def _check_within(check: CheckResult, policy: FeedbackPolicy) -> CheckResult:
    if check.verdict is Verdict.PASSED:
        return check
    if policy is FeedbackPolicy.INPUT:
        return replace(check, expected=None)
    return replace(check, expected=None, actual=None, probe=None, message="")
