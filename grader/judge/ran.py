"""How one check of a suite ended on one submission, and what of it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from grader.judge.submission import CheckFailedError, no_value_of
from grader.judge.suite_plugin import marked_checks
from grader.results import CheckResult, Verdict
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.judge.bench import Bench
    from grader.judge.submission import Followed


@dataclass
class Ran:
    """How one check of a suite ended on one submission."""

    result: CheckResult
    compared: frozenset[str] = frozenset()
    function: str = ""
    unfilled: bool = False
    followed: tuple[Followed, ...] = ()


def failed(skipped: CheckResult, raised: CheckFailedError, compared: Iterable[str]) -> Ran:
    """Return how a check ended that raised: `skipped` with a verdict and what the learner is told."""
    result = replace(
        skipped,
        verdict=raised.verdict,
        message=raised.message,
        probe=raised.probe,
        expected=raised.expected,
        actual=raised.actual,
    )
    return Ran(result, frozenset(compared), raised.function, raised.unfilled)


def confirmed(checks: Sequence[Ran], items: Sequence[pytest.Item], bench: Bench) -> list[Ran]:
    """Return the checks without what a submission got by keeping in mind what it was asked before.

    The last reply may have been forged and the worker's own one be on its way. And a function may have given
    other values when it was asked on behalf of another one: only what holds in a fresh worker, whose first
    question that is, was followed through.
    """
    if bench.failure:
        return list(checks)
    last = next((ran for ran in reversed(checks) if ran.result.verdict is not Verdict.SKIPPED), None)
    has_tampered = last is not None and bench.submission.has_tampered()
    if any(ran.followed for ran in checks):
        bench.submission.renew()
    found: list[Ran] = []
    verdicts: dict[str, Verdict] = {}
    for item, ran in zip(items, checks, strict=True):
        waiting = unmet(item, verdicts)
        otherwise = next(
            (one.otherwise for one in ran.followed if not waiting and not one.holds_still()), None
        )
        if has_tampered and ran is last:
            raised = otherwise or CheckFailedError(
                "", function=next(iter(sorted(ran.compared)), ran.function)
            )
            ran = failed(blank(item), no_value_of("tampered", raised), ran.compared)
        elif otherwise is not None:
            ran = failed(blank(item), otherwise, ran.compared)
        elif waiting and ran.result.verdict is not Verdict.SKIPPED:
            ran = Ran(replace(blank(item), message=waiting))
        verdicts[item.name] = ran.result.verdict
        found.append(ran)
    return found


def docstring(item: pytest.Item) -> str:
    """Return the sentence that the learner reads."""
    function = getattr(item, "function", None)
    return " ".join((getattr(function, "__doc__", None) or "").split())


@dataclass(frozen=True)
class _Stated:
    """What a suite states about a check: looked up once, for all submissions."""

    blank: CheckResult
    needs: Sequence[str]
    follows: Sequence[str]


_STATED: pytest.StashKey[_Stated] = pytest.StashKey()


def _stated(item: pytest.Item) -> _Stated:
    if _STATED not in item.stash:
        points = item.get_closest_marker("points")
        assert points is not None
        result = CheckResult(
            id=item.name.removeprefix("test_"),
            title=docstring(item).rstrip("."),
            verdict=Verdict.SKIPPED,
            points=0.0,
            max_points=float(points.args[0]),
        )
        item.stash[_STATED] = _Stated(result, marked_checks(item, "needs"), marked_checks(item, "follows"))
    return item.stash[_STATED]


def blank(item: pytest.Item) -> CheckResult:
    """Return the result of a check that was not run."""
    return _stated(item).blank


def unmet(item: pytest.Item, verdicts: dict[str, Verdict]) -> str:
    """Return why a check is skipped, or nothing."""
    if Verdict.TAMPERED in verdicts.values():
        return sentence("Not run: the submission wrote to the grader's own channel.")
    for name in _stated(item).needs:
        if verdicts.get(name) is not Verdict.PASSED:
            return sentence(
                "Skipped until {check} passes.", check=name.removeprefix("test_").replace("_", " ")
            )
    for name in _stated(item).follows:
        if verdicts.get(name) not in (Verdict.PASSED, Verdict.FAILED):
            return sentence(
                "Skipped until {check} gives values.", check=name.removeprefix("test_").replace("_", " ")
            )
    return ""
