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


class Process(Protocol):
    """The process behind a channel."""

    def wait_started(self) -> None:
        """Wait until the process exists."""

    def cpu_seconds(self) -> float | None:
        """Return the processor time it has used, None where the system does not tell."""

    def end(self, patience: float) -> Ending:
        """Kill it, unless it ends by itself within `patience` seconds."""


class Launcher(Protocol):
    """What starts workers on this platform."""

    def launch(self, limits: Limits, modules: Sequence[str]) -> tuple[Process, Channel]:
        """Ask for a worker."""

    def isolation(self) -> Isolation:
        """Return how well workers are isolated."""

    def close(self) -> None:
        """End everything."""


class Deadline:
    """When a request has had its time: by the worker's own clock, so that a busy machine fails nobody.

    Parameters
    ----------
    process : Process
        Whose clock it is.
    cpu_limit : float
        Processor time for this request.
    cpu_left : float
        Processor time that the whole process may use in all.
    """

    def __init__(self, process: Process, cpu_limit: float, cpu_left: float) -> None:
        self._process = process
        self._begun = time.monotonic()
        self._cpu_before = process.cpu_seconds()
        self._limit = cpu_limit
        self._left = cpu_left - (self._cpu_before or 0.0)
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
        if elapsed >= (self._wall_if_busy if busy else self._wall):
            return sentence("no answer within {seconds:g} s", seconds=self._wall)
        return ""

    def first_wait(self) -> float:
        """Return for how long no limit can be exceeded at first; 0 if one is already.

        A process has one thread, so that it uses no more of the processor than time goes by.
        """
        return max(min(self._wall, self._limit, self._left), 0.0)

    def _used(self) -> float | None:
        now = self._process.cpu_seconds()
        return None if now is None or self._cpu_before is None else now - self._cpu_before

    def wait(self) -> float:
        """Return for how long no limit can be exceeded."""
        used = self._used()
        wall_left = self._wall - (time.monotonic() - self._begun)
        if used is not None:
            wall_left = min(wall_left if wall_left > 0 else 0.25, self._limit - used, self._left - used)
        return max(wall_left, 0.002)
