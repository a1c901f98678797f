"""Whether every wrong submission is failed, and named exactly as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.authoring.case import SEEDS, fault_in
from grader.authoring.judging import reports_of
from grader.authoring.pairs import sampled_pairs
from grader.authoring.submissions import wrong_submissions
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.authoring.case import Case
    from grader.authoring.wrong import WrongSubmission
    from grader.errors import Fault
    from grader.results import Report


def single_faults(case: Case, part: int, of: int) -> Iterator[Fault]:
    """Yield wrong submissions that pass or get another name; looks at one in so many, for many hands."""
    made = wrong_submissions(case.oracle, case.ordinary())
    yield from _judged(case, made[part::of])


def sampled_pair_faults(case: Case) -> Iterator[Fault]:
    """Yield pairs, of a sample, that pass or are not named as just these two."""
    singles = wrong_submissions(case.oracle, case.ordinary())
    near = case.notes.get("near", ())
    yield from _judged(case, sampled_pairs(case.exercise, case.derivation, singles, near))


def _judged(case: Case, wrong: Sequence[WrongSubmission]) -> Iterator[Fault]:
    reports: list[Report] = []

    def done(report: Report) -> None:
        reports.append(report)
        case.progress(len(reports), len(wrong))

    if wrong:
        reports_of(case.exercise, [one.source for one in wrong], case.sandbox, SEEDS[0], done)
    case.notes["judged"] = case.notes.get("judged", 0) + len(reports)
    for one, report in zip(wrong, reports, strict=True):
        message = _misjudged(one, report)
        if message and report.outcome is Outcome.PASSED:
            yield fault_in(case.exercise.suite, message)
        elif message:
            yield fault_in(case.exercise.toml, message, case.exercise.function(one.function).line)


def _misjudged(wrong: WrongSubmission, report: Report) -> str:
    """Return what is not as it should be with the report on a wrong submission, or nothing."""
    if report.outcome is Outcome.PASSED:
        return f"{wrong.label} passes; the suite needs a check that sees it"
    found = sorted(diagnosis.misconception for diagnosis in report.diagnoses)
    if not found:
        return f"{wrong.label} fails and is given no name ({report.outcome.value})"
    single = len(wrong.misconceptions) == 1
    accepted = [sorted(wrong.misconceptions), *([name] for name in wrong.equal if single)]
    if found not in accepted:
        return f"{wrong.label} is named {' and '.join(found)}"
    detail = report.diagnoses[0].detail
    if wrong.detail is not None and found == list(wrong.misconceptions) and detail != wrong.detail:
        return f"{wrong.label} is named with the detail [{', '.join(detail)}]"
    return ""
