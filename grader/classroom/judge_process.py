"""The handle on a judge in a process of its own: gives it work, and starts another one when it ends."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from grader.checking.processes import Helper, end_all, start_helper
from grader.classroom.judging import Job, Judged, fault_report, serve
from grader.errors import JudgeFaultError, KitError, NotIsolatedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from multiprocessing.connection import Connection

    from grader.classroom.judging import Settings

#: How often a submission is tried in all before it is recorded as a fault of our own.
_TRIES = 2
#: Longer than any submission can take within its own limits, on however busy a machine.
_PATIENCE = 600.0
#: How often in a row a judge may end without having judged anything: then it is not the submissions.
_MOST_ENDS = 20


class JudgeProcess:
    """One judge; to its user it never ends, for another one takes its place.

    Parameters
    ----------
    settings : Settings
        What it judges by.

    Attributes
    ----------
    isolation : mapping
        As the judge's own probe found it; empty until it is up.
    is_hungry : bool
        It asked for a job and did not get one yet.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tries: dict[int, int] = {}
        self._given: deque[Job] = deque()
        self._again: deque[Job] = deque()
        self._told_end = False
        self._ends = 0
        self.isolation: Mapping[str, Any] = {}
        self.is_hungry = False
        self._start()

    def _start(self) -> None:
        self._helper: Helper = start_helper(serve, self._settings)
        self._heard = time.monotonic()
        self._told_end = self.is_hungry = False

    @property
    def line(self) -> Connection:
        """What to wait on for news."""
        return self._helper.line

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._helper.process.pid

    @property
    def is_idle(self) -> bool:
        """Whether nothing that it was given is still open."""
        return not self._given and not self._again

    def give(self, job: Job) -> None:
        """Hand over a job; only when it is hungry, so that neither side waits for the other to read."""
        self._told_end = self.is_hungry = False
        self._given.append(job)
        with suppress(OSError):  # it has ended, which is noticed when its line is read
            self.line.send(job)

    def finish(self) -> None:
        """Tell it that there is no further job at present, so that it judges the last one it was given."""
        if self.is_hungry and not self._told_end:
            self._told_end, self.is_hungry = True, False
            with suppress(OSError):
                self.line.send(None)

    def news(self, timeout: float = 0.0) -> list[Judged]:
        """Take in what has come; return what is judged, faults of our own among it.

        Raises
        ------
        GraderError
            No further submission can be judged either: the kit is broken, or isolation cannot be had.
        """
        judged: list[Judged] = []
        try:
            while self.line.poll(timeout):
                timeout = 0.0
                judged += self._take(*self.line.recv())
        except (EOFError, OSError):
            judged += self._replace("the judge's process ended by itself")
        else:
            if self._given and time.monotonic() - self._heard > _PATIENCE:
                judged += self._replace(f"the judge gave no answer within {_PATIENCE:g} s")
        if self.is_hungry and self._again:
            self.give(self._again.popleft())
        return judged

    def _take(self, kind: str, content: Any) -> list[Judged]:
        self._heard = time.monotonic()
        if kind == "broken":
            raise KitError(content)
        if kind == "not isolated":
            raise NotIsolatedError(content)
        if kind == "ready":
            self.isolation = content
        elif kind == "want":
            self.is_hungry = True
        elif kind == "judged":
            self._ends = 0
            assert self._given.popleft().number == content.number
            self._tries.pop(content.number, None)
            return [content]
        elif kind == "fault":
            return self._at_fault(self._given.popleft(), content[1])
        return []

    def _at_fault(self, job: Job, sentence: str) -> list[Judged]:
        """Try a submission again, or give it up."""
        tries = self._tries.pop(job.number, 0) + 1
        if tries < _TRIES:
            self._tries[job.number] = tries
            self._again.append(job)
            return []
        report = fault_report(job.stem, "", job.source, f"It could not be judged: {sentence}.")
        return [Judged(job.number, report, 0.0)]

    def _replace(self, sentence: str) -> list[Judged]:
        """Start another judge; what the last one had not begun is judged by that, untouched by its end."""
        end_all([self._helper])
        self._ends += 1
        if self._ends > _MOST_ENDS:
            raise JudgeFaultError(f"Judges end one after the other and judge nothing: {sentence}.")
        judged = self._at_fault(self._given.popleft(), sentence) if self._given else []
        self._again.extendleft(reversed(self._given))
        self._given.clear()
        self._start()
        return judged

    def judge(self, jobs: Iterable[Job]) -> list[Judged]:
        """Judge a few jobs and wait for all of them.

        Parameters
        ----------
        jobs : iterable of Job
            They need not be of one exercise, but it is quicker if they are.
        """
        waiting = deque(jobs)
        judged: list[Judged] = []
        while waiting or not self.is_idle:
            if self.is_hungry and waiting and not self._again:
                self.give(waiting.popleft())
            elif not waiting:
                self.finish()
            judged += self.news(0.5)
        return judged

    def end(self) -> None:
        """End it now."""
        self._helper.end()
