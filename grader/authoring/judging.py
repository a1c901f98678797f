"""Judges many files of one exercise in one pytest session: with a whole report, or with verdicts only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checking.report import make_report
from grader.checking.warm import WarmJudge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.exercise import Exercise
    from grader.judge.session import SuiteRun
    from grader.results import Report
    from grader.sandbox import Sandbox, Worker


def reports_of(
    exercise: Exercise, sources: Sequence[str], sandbox: Sandbox, seed: int, done: Callable[[Report], None]
) -> None:
    """Judge files and hand on the report of each, in their order.

    Parameters
    ----------
    exercise : Exercise
        What they are judged by.
    sources : sequence of str
        The files.
    sandbox : Sandbox
        Where they run.
    seed : int
        What probes are drawn from.
    done : callable
        Called with each report.
    """

    def report(run: SuiteRun, source: str, worker: Worker) -> None:
        done(make_report(run, source.encode(), worker.load(), path=exercise.stub.name, seed=seed))

    WarmJudge(exercise, sandbox, seed).runs(sources, report, is_ahead=True)


def runs_of(
    exercise: Exercise,
    sources: Sequence[str],
    sandbox: Sandbox,
    seed: int,
    done: Callable[[SuiteRun, Worker], None],
) -> None:
    """Run an exercise's suite on files, each up to the first check that it fails.

    Each run is handed on with its worker, in the order of the files.
    """
    # The next file is loaded on another core while one is judged.
    judge = WarmJudge(exercise, sandbox, seed)
    judge.runs(sources, lambda run, source, worker: done(run, worker), is_ahead=True, until_failure=True)
