"""Judges one submission after another of one exercise, with suite, problem and probes kept ready."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checking.report import machine_seed, make_report
from grader.judge.bench import make_bench
from grader.judge.session import run_suite
from grader.judge.submission import Submission, why_no_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from grader.exercise import Exercise
    from grader.judge.bench import Bench
    from grader.judge.session import SuiteRun
    from grader.results import Report
    from grader.sandbox import Sandbox, Worker


class WarmJudge:
    """One exercise, ready to be judged by: one pytest session, one derivation, one set of probes.

    Submissions are taken one at a time from an iterable, which may wait as long as it likes for the next
    one, say for a learner to save a file: until then the session and the isolation process stay as they are.

    Parameters
    ----------
    exercise : Exercise
        What submissions are judged by.
    sandbox : Sandbox
        Where they run.
    seed : int, optional
        What probes are drawn from; by default a number that this machine keeps.
    """

    def __init__(self, exercise: Exercise, sandbox: Sandbox, seed: int | None = None) -> None:
        self.exercise = exercise
        self.seed = machine_seed() if seed is None else seed
        self._sandbox = sandbox
        self._file = exercise.stub.name
        self._first: Bench | None = None

    def reports(self, submissions: Iterable[tuple[str, bytes]], done: Callable[[Report], None]) -> None:
        """Judge submissions, each as `grader.checking.check` would.

        Parameters
        ----------
        submissions : iterable of (str, bytes)
            The path, for the report, and the source, UTF-8; taken one at a time.
        done : callable
            Called with each report, before the next submission is asked for.

        Raises
        ------
        KitError, NotIsolatedError, JudgeFaultError
            As `grader.checking.check` does; the iterable is not asked again.
        """
        paths: list[str] = []

        def sources() -> Iterator[str]:
            for path, source in submissions:
                paths[:] = [path]
                yield source.decode("utf-8")

        def finish(run: SuiteRun, source: str, worker: Worker) -> None:
            # What is printed from here on, by traces and recognisers, is not what the learner asked to see.
            output = worker.output
            loaded = worker.load()
            report = make_report(run, source.encode(), loaded, path=paths[0], seed=self.seed)
            done(replace(report, isolation=self._sandbox.isolation.as_dict(), output=output))

        self.runs(sources(), finish)

    def runs(
        self,
        sources: Iterable[str],
        done: Callable[[SuiteRun, str, Worker], None],
        *,
        is_ahead: bool = False,
        until_failure: bool = False,
    ) -> None:
        """Run the suite on files and hand on each run with its source and its worker.

        Parameters
        ----------
        sources : iterable of str
            The files.
        done : callable
            Called with each run as it ends; then the worker ends as well.
        is_ahead : bool
            Take the next file while one is judged, so that another core loads it, and ask each worker at once
            for what a check is going to ask.
        until_failure : bool
            Leave out the checks after the first that does not pass.
        """
        current: list[str] = []

        def finish(run: SuiteRun) -> None:
            done(run, current[0], run.bench.submission.first_worker)
            run.bench.submission.discard()

        benches = self._benches(iter(sources), current, is_ahead=is_ahead)
        run_suite(self.exercise.suite, benches, finish, until_failure=until_failure, is_ahead=is_ahead)

    def _benches(self, sources: Iterator[str], current: list[str], *, is_ahead: bool) -> Iterator[Bench]:
        """Yield a bench for each file; oracle and probes are made once, for they do not change."""
        opened = self._opened(sources)
        while opened is not None:
            following = self._opened(sources) if is_ahead else None
            source, worker = opened
            self._first = self._first or make_bench(self.exercise, worker, self.seed)
            loaded = worker.load()
            failure = "" if loaded.status == "returned" else why_no_value(self._file, loaded)
            current[:] = [source]
            yield replace(self._first, submission=Submission(worker, self._first.oracle), failure=failure)
            opened = following if is_ahead else self._opened(sources)

    def _opened(self, sources: Iterator[str]) -> tuple[str, Worker] | None:
        """Hand the next file to a worker; None if there is none."""
        source = next(sources, None)
        if source is None:
            return None
        return source, self._sandbox.open(source, limits=self.exercise.limits, filename=self._file)
