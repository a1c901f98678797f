"""The fixed words of a report, one place for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    from grader.results import CheckResult, Diagnosis, Report

VERDICT_WORDS = {
    Verdict.PASSED: "passed",
    Verdict.FAILED: "FAILED",
    Verdict.ERRORED: "ERRORED",
    Verdict.TIMED_OUT: "TIMED OUT",
    Verdict.OUT_OF_MEMORY: "OUT OF MEMORY",
    Verdict.TAMPERED: "TAMPERED",
    Verdict.SKIPPED: "skipped",
}

OUTCOME_SENTENCES = {
    Outcome.TAMPERED: "The submission broke the rules of the exchange with the judge, so it earns no points.",
    Outcome.UNREADABLE: "The file cannot be read as Python.",
    Outcome.GRADER_FAULT: "This is a fault of the grader, not of your work; it is not your score.",
}

PROVED = "proved: true for every input of these shapes, not only for the ones tried."
FOLLOWED_THROUGH = "given yours: right, given the results of your own function above."


def number(value: float) -> str:
    """Return points as a person writes them: no decimal places that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points_of(report: Report) -> str:
    """Return how many points a report has, of how many."""
    return f"{number(report.points)} of {number(report.max_points)} {noun(report.max_points, 'point')}"


def noun(count: float, singular: str) -> str:
    """Return the noun in the number that fits the count."""
    return singular if count == 1 else f"{singular}s"


def lines_of(diagnosis: Diagnosis) -> str:
    """Return where a diagnosis points, in words; empty if nowhere."""
    if diagnosis.place:
        return diagnosis.place
    lines = [str(line) for line in diagnosis.lines]
    if not lines:
        return ""
    if len(lines) == 1:
        return f"line {lines[0]}"
    return f"lines {', '.join(lines[:-1])} and {lines[-1]}"


def tag_of(check: CheckResult) -> str:
    """Return what is to be said of a passed check besides that it passed."""
    if check.verdict is not Verdict.PASSED:
        return ""
    if check.proved:
        return "proved"
    return "given yours" if check.followed_through else ""


def short_name(report: Report) -> str:
    """Return the exercise's short name, such as `ex03`."""
    return report.exercise.partition("_")[0]


def details_of(check: CheckResult) -> list[tuple[str, str]]:
    """Return what is known of a check that did not pass, in the order in which it is told everywhere."""
    details = [("", check.probe), ("expected", check.expected), ("got", check.actual), ("", check.message)]
    return [(label, text) for label, text in details if text]
