"""Judges submissions one after another in a process of its own: what every engine of a class is made of."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.checking.processes import end_on_request
from grader.errors import KitError, NotIsolatedError
from grader.exercise import FeedbackPolicy
from grader.results import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from grader.exercise import Exercise
    from grader.judge.session import SuiteRun
    from grader.sandbox import Sandbox, Worker
    from grader.sandbox.host import Mode

#: Where an object lies in memory differs from process to process, and says nothing to anybody.
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{4,}")


@dataclass(frozen=True)
class Job:
    """One submission to be judged.

    Attributes
    ----------
    number : int
        By which its result is known.
    stem : str
        Its exercise.
    source : bytes
        UTF-8.
    """

    number: int
    stem: str
    source: bytes


@dataclass(frozen=True)
class Judged:
    """What came of a job: a report, or a fault of our own."""

    number: int
    report: Report
    seconds: float


@dataclass(frozen=True)
class Settings:
    """What a judge has to know; passed on a line that learners' code cannot read.

    Attributes
    ----------
    kit : str
        The kit's folder.
    mode : {"strict", "default", "none"}
        How submissions are isolated.
    seed : int
        The secret.
    """

    kit: str
    mode: Mode
    seed: int

    def __repr__(self) -> str:
        return f"Settings({self.kit!r}, {self.mode!r}, seed kept secret)"


def fault_report(stem: str, title: str, source: bytes, sentence: str, max_points: float = 0.0) -> Report:
    """Return the report on a submission that could not be judged by our own fault."""
    return Report(
        exercise=stem,
        title=title,
        path=f"{stem.partition('_')[0]}.py",
        sha256=hashlib.sha256(source).hexdigest(),
        outcome=Outcome.GRADER_FAULT,
        message=sentence,
        max_points=max_points,
    )


# --- in the judge's process ----------------------------------------------------------------------------


def serve(line: Connection, settings: Settings) -> None:
    """Judge what comes over a line until there is nobody at its other end.

    What goes out is ("ready", isolation), ("want", None), ("judged", Judged), ("fault", (number, sentence)),
    and ("broken", faults) or ("not isolated", sentence) for what no further submission can help. What comes
    in, once for each "want", is a `Job`, or None for none at present: until it knows what is next, a judge
    does not begin with what it has.
    """
    end_on_request()
    # A second thread of NumPy's would only wait, and keep a core from the worker while it does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with suppress(KeyboardInterrupt, EOFError, BrokenPipeError, ConnectionResetError):
        from grader.maths.simplify import kept_warm

        try:
            with kept_warm():
                _Judge(line, settings).judge_all()
        except KitError as error:
            line.send(("broken", error.faults))
        except NotIsolatedError as error:
            line.send(("not isolated", str(error)))


class _Inbox:
    """The jobs that come over a line; of those taken but not judged the oldest is the one under judgement."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._again: list[Job] = []
        self.open: list[Job] = []
        line.send(("want", None))

    def __iter__(self) -> Iterator[Job]:
        while True:
            if self._again:
                job = self._again.pop(0)
            else:
                job = self._line.recv()
                # Asked for now, the next one is here when it is needed.
                self._line.send(("want", None))
                if job is None:
                    return
            self.open.append(job)
            yield job

    def give_up(self) -> Job:
        """Take the job under judgement out; those taken after it will be taken again."""
        fault = self.open.pop(0)
        self._again = [*self.open, *self._again]
        self.open.clear()
        return fault


class _Judge:
    """A sandbox, and one session after another in it."""

    def __init__(self, line: Connection, settings: Settings) -> None:
        from grader.kit import find_kit

        self._line, self._settings = line, settings
        self._kit = find_kit(Path(settings.kit))
        self._exercises: dict[str, Exercise] = {}
        self._sandbox = self._open_sandbox()
        line.send(("ready", self._isolation))
        self._inbox = _Inbox(line)

    def _open_sandbox(self) -> Sandbox:
        from grader.sandbox import Sandbox

        sandbox = Sandbox(self._settings.mode)
        self._isolation = sandbox.isolation.as_dict()
        return sandbox

    def judge_all(self) -> None:
        """Judge for ever; a fault of our own costs its submission the verdict and all others nothing."""
        try:
            while True:
                try:
                    for stem, jobs in itertools.groupby(self._inbox, key=lambda job: job.stem):
                        self._judge_in_turn(stem, jobs)
                except (KitError, NotIsolatedError, EOFError, OSError):
                    raise
                except Exception as error:
                    if not self._inbox.open:
                        raise
                    sentence = " ".join(f"{type(error).__name__}: {error}".split())[:500]
                    self._line.send(("fault", (self._inbox.give_up().number, sentence)))
                    # Whatever it left behind in session and sandbox is left behind with them.
                    self._sandbox.close()
                    self._sandbox = self._open_sandbox()
        finally:
            self._sandbox.close()

    def _judge_in_turn(self, stem: str, jobs: Iterator[Job]) -> None:
        """Judge one exercise's jobs in one session."""
        from grader.checking.report import make_report
        from grader.checking.warm import WarmJudge

        if stem not in self._exercises:
            # With everything: what learners may see is decided when a report is handed out.
            self._exercises[stem] = replace(self._kit.exercise(stem), feedback=FeedbackPolicy.FULL)
        exercise = self._exercises[stem]
        seed = self._settings.seed
        clock = [time.perf_counter()]

        def done(run: SuiteRun, source: str, worker: Worker) -> None:
            # Only what the checks made it print: what traces and recognisers do is not the learner's.
            loaded, output = worker.load(), worker.output
            report = make_report(
                run,
                source.encode(),
                loaded,
                path=exercise.stub.name,
                seed=seed,
                task=f"exercises/{stem}/README.md",
            )
            now = time.perf_counter()
            job = self._inbox.open.pop(0)
            finished = replace(report, isolation=self._isolation, output=output, seed=None)
            self._line.send(("judged", Judged(job.number, without_addresses(finished), now - clock[0])))
            clock[0] = now

        sources = (job.source.decode("utf-8") for job in jobs)
        WarmJudge(exercise, self._sandbox, seed).runs(sources, done, is_ahead=True)


def without_addresses(report: Report) -> Report:
    """Return the report with memory addresses in what the learner's code said taken out.

    They differ from one process to the next; all else of a report does not.
    """
    texts = [report.output, report.message]
    texts += [text or "" for check in report.checks for text in (check.message, check.actual)]
    if not any(" 0x" in text for text in texts):
        return report
    checks = tuple(
        replace(
            check,
            message=_ADDRESS.sub("at 0x…", check.message),
            actual=None if check.actual is None else _ADDRESS.sub("at 0x…", check.actual),
        )
        for check in report.checks
    )
    return replace(
        report,
        checks=checks,
        message=_ADDRESS.sub("at 0x…", report.message),
        output=_ADDRESS.sub("at 0x…", report.output),
    )
