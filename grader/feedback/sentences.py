"""The fixed words of a report, one place for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.languages import say, say_counted, spoken
from grader.results import Evidence, Outcome, Verdict
from grader.wording import lines_in_words, sentence

if TYPE_CHECKING:
    from grader.results import CheckResult, Diagnosis, Report

VERDICT_WORDS = {
    Verdict.PASSED: sentence("passed"),
    Verdict.FAILED: sentence("FAILED"),
    Verdict.ERRORED: sentence("ERRORED"),
    Verdict.TIMED_OUT: sentence("TIMED OUT"),
    Verdict.OUT_OF_MEMORY: sentence("OUT OF MEMORY"),
    Verdict.TAMPERED: sentence("TAMPERED"),
    Verdict.SKIPPED: sentence("skipped"),
}

OUTCOME_SENTENCES = {
    Outcome.TAMPERED: sentence(
        "The submission broke the rules of the exchange with the judge, so it earns no points."
    ),
    Outcome.UNREADABLE: sentence("The file cannot be read as Python."),
    Outcome.GRADER_FAULT: sentence("This is a fault of the grader, not of your work; it is not your score."),
}

#: What stands before the values of a check that did not pass.
LABELS = {"": "", "expected": sentence("expected"), "got": sentence("got")}

EVIDENCE_WORDS = {
    Evidence.NUMBERS: sentence("numbers"),
    Evidence.SYMBOLS: sentence("symbols"),
    Evidence.CALLS: sentence("calls"),
}

PROVED = sentence("proved: true for every input of these shapes, not only for the ones tried.")
FOLLOWED_THROUGH = sentence("given yours: right, given the results of your own function above.")


def number(value: float) -> str:
    """Return points as a person writes them: no decimal places that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points_of(report: Report) -> str:
    """Return how many points a report has, of how many."""
    return say_counted(
        "{points} of {max_points} point",
        "{points} of {max_points} points",
        report.max_points,
        points=number(report.points),
        max_points=number(report.max_points),
    )


def lines_of(diagnosis: Diagnosis) -> str:
    """Return where a diagnosis points, in words; empty if nowhere."""
    if diagnosis.place:
        return spoken(diagnosis.place)
    return spoken(lines_in_words(diagnosis.lines)) if diagnosis.lines else ""


def verdict_of(check: CheckResult) -> str:
    """Return a verdict in a word or two."""
    return spoken(VERDICT_WORDS[check.verdict])


def message_of(report: Report) -> str:
    """Return what ended the submission as a whole; empty if nothing did."""
    return report.message or spoken(OUTCOME_SENTENCES.get(report.outcome, ""))


def tag_of(check: CheckResult) -> str:
    """Return what is to be said of a passed check besides that it passed."""
    if check.verdict is not Verdict.PASSED:
        return ""
    if check.proved:
        return say("proved")
    return say("given yours") if check.followed_through else ""


def short_name(report: Report) -> str:
    """Return the exercise's short name, such as `ex03`."""
    return report.exercise.partition("_")[0]


def details_of(check: CheckResult) -> list[tuple[str, str]]:
    """Return what is known of a check that did not pass, in the order in which it is told everywhere.

    Each text comes with the key of its label in `LABELS`.
    """
    details = [("", check.probe), ("expected", check.expected), ("got", check.actual), ("", check.message)]
    return [(label, text) for label, text in details if text]


def label_of(key: str) -> str:
    """Return what stands before a text of `details_of`; empty for a sentence that needs nothing."""
    return spoken(LABELS[key])


def label_width() -> int:
    """Return the columns that labels take, with the gap behind them."""
    return max(len(label_of(key)) for key in LABELS) + 1


def is_followed_through(check: CheckResult) -> bool:
    """Tell whether a check passed only given the learner's own earlier function."""
    return check.verdict is Verdict.PASSED and check.followed_through and not check.proved


def noun(count: float, singular: str) -> str:
    """Return an English noun in the number that fits the count, for what instructors read."""
    return singular if count == 1 else f"{singular}s"


def headed(words: str) -> str:
    """Return words with a capital where a sentence begins, unless they begin with a sign such as y or αx."""
    first = words.split(" ", 1)[0].rstrip(",:")
    is_word = first.isalpha() and (len(first) > 1 or first == "a")
    return words[:1].upper() + words[1:] if is_word else words
