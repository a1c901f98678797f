"""What the judge needs of a platform: something that starts workers, and the processes that they are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.exercise import Limits
    from grader.sandbox.channel import Channel
    from grader.sandbox.replies import Ending, Isolation

#: What is answered sooner is not worth the question how the time was spent.
_LONG = 0.1


class Process(Protocol):
    """The process behind a channel."""

    def wait_started(self) -> None:
        """Wait until the process exists."""

    def cpu_seconds(self) -> float | None:
        """Return the processor time it has used, None where the system does not tell."""

    def delayed_seconds(self) -> float | None:
        """Return for how long it wanted a processor and got none, None where the system does not tell."""

    def end(self, patience: float) -> Ending:
        """Kill it, unless it ends by itself within `patience` seconds."""

    def discard(self) -> None:
        """Have it killed, and do not wait to hear how it ended."""


def delayed_seconds(pid: int) -> float | None:
    """Return for how long a process of Linux has waited to be run."""
    try:
        with open(f"/proc/{pid}/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return None


class Launcher(Protocol):
    """What starts workers on this platform."""

    def launch(self, limits: Limits, modules: Sequence[str]) -> tuple[Process, Channel]:
        """Ask for a worker."""

    def isolation(self) -> Isolation:
        """Return how well workers are isolated."""

    def close(self) -> None:
        """End everything."""


class Allowance:
    """What a submission may still use, in all of its processes together.

    Parameters
    ----------
    limits : Limits
        The exercise's.

    Attributes
    ----------
    cpu_seconds : float
        Processor time left.
    idle_seconds : float
        For how long it may still let the judge wait and not compute: at first for as long as it may compute.
        Otherwise one that sleeps in every call would hold a judge for minutes.
    """

    def __init__(self, limits: Limits) -> None:
        self.cpu_seconds = self.idle_seconds = limits.cpu_seconds


class Deadline:
    """When a request has had its time: by the worker's own clock, so that a busy machine fails nobody.

    Parameters
    ----------
    process : Process
        Whose clock it is.
    cpu_limit : float
        Processor time for this request.
    allowance : Allowance
        What is left for the whole submission.
    """

    def __init__(self, process: Process, cpu_limit: float, allowance: Allowance) -> None:
        self._process = process
        self._begun = time.monotonic()
        self._cpu_before = process.cpu_seconds()
        self._limit = cpu_limit
        self._left = allowance.cpu_seconds - (self._cpu_before or 0.0)
        self._allowance, self._idle_left = allowance, allowance.idle_seconds
        # A worker that sleeps is ended by the wall's clock; one that is only given little of the processor
        # has longer.
        self._wall, self._wall_if_busy = 2 * cpu_limit + 1, 10 * cpu_limit + 5

    def expired(self) -> str:
        """Return which limit is exceeded, empty if none is."""
        elapsed = time.monotonic() - self._begun
        used = self._used()
        if used is not None and used >= self._limit:
            return sentence("no answer within {seconds:g} s of processor time", seconds=self._limit)
        if used is not None and used >= self._left:
            return sentence("no answer within the submission's processor time")
        busy = used is not None and used > 0.1 * elapsed
        if elapsed >= (self._wall_if_busy if busy else self._wall) or self._idle(elapsed) >= self._idle_left:
            return sentence("no answer within {seconds:g} s", seconds=self._wall)
        return ""

    def answered(self) -> None:
        """Count what the request took for the whole submission, if it took long."""
        elapsed = time.monotonic() - self._begun
        if elapsed >= _LONG:
            self._allowance.idle_seconds = self._idle_left - self._idle(elapsed)

    def first_wait(self) -> float:
        """Return for how long no limit can be exceeded at first; 0 if one is already.

        A process has one thread, so that it uses no more of the processor than time goes by.
        """
        return max(min(self._wall, self._limit, self._left, self._idle_left), 0.0)

    def _used(self) -> float | None:
        now = self._process.cpu_seconds()
        return None if now is None or self._cpu_before is None else now - self._cpu_before

    def _idle(self, elapsed: float) -> float:
        """Return for how long the process has neither computed nor waited for a processor; 0 if unknown.

        All of its waiting counts, that before this request as well: a busy machine makes nobody idle.
        """
        used, delayed = self._used(), self._process.delayed_seconds()
        return 0.0 if used is None or delayed is None else max(elapsed - used - delayed, 0.0)

    def wait(self) -> float:
        """Return for how long no limit can be exceeded."""
        used = self._used()
        elapsed = time.monotonic() - self._begun
        wall_left = self._wall - elapsed
        if used is not None:
            wall_left = min(wall_left if wall_left > 0 else 0.25, self._limit - used, self._left - used)
            wall_left = min(wall_left, self._idle_left - self._idle(elapsed))
        return max(wall_left, 0.002)
