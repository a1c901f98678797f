"""Judges many files of one exercise in one pytest session: with a whole report, or with verdicts only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checking.report import make_report
from grader.judge.bench import Bench, make_bench
from grader.judge.session import run_suite
from grader.judge.submission import Submission, why_no_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    waiting = iter(sources)

    def report(run: SuiteRun, worker: Worker) -> None:
        source = next(waiting).encode()
        done(make_report(run, source, worker.load(), path=exercise.stub.name, seed=seed))

    runs_of(exercise, sources, sandbox, seed, report)


def runs_of(
    exercise: Exercise,
    sources: Sequence[str],
    sandbox: Sandbox,
    seed: int,
    done: Callable[[SuiteRun, Worker], None],
) -> None:
    """Run an exercise's suite on files and hand on each run with its worker, in their order."""
    workers: list[Worker] = []

    def finish(run: SuiteRun) -> None:
        done(run, workers[-1])
        run.bench.submission.renew()

    run_suite(exercise.suite, _benches(exercise, sources, sandbox, seed, workers), finish)


def _benches(
    exercise: Exercise, sources: Sequence[str], sandbox: Sandbox, seed: int, workers: list[Worker]
) -> Iterator[Bench]:
    """Yield a bench for each file; oracle and probes are made once, for they do not change."""
    first: Bench | None = None
    following = sandbox.open(sources[0], limits=exercise.limits, filename=exercise.stub.name)
    for place in range(len(sources)):
        worker = following
        if place + 1 < len(sources):
            # The next file is loaded on another core while this one is judged.
            following = sandbox.open(sources[place + 1], limits=exercise.limits, filename=exercise.stub.name)
        first = first or make_bench(exercise, worker, seed)
        loaded = worker.load()
        failure = "" if loaded.status == "returned" else why_no_value(exercise.stub.name, loaded)
        workers.append(worker)
        yield replace(first, submission=Submission(worker, first.oracle), failure=failure)
