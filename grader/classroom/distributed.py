"""The engine beyond one machine: batches of submissions are tasks of Dask, on workers probed first."""

from __future__ import annotations

import itertools
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self

from grader.classroom.conditions import engine, kit_hash
from grader.classroom.distributed_judging import Seen, end_judges, judge_batch, look_around
from grader.classroom.judging import Judged, fault_report
from grader.errors import GraderError, NotIsolatedError, UsageError
from grader.installation import install_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from grader.classroom.judging import Job, Settings
    from grader.kit import Kit

#: So many submissions go together: the scheduler's part of the work is small, and so is what a death costs.
BATCH = 16
#: So many batches for each thread of a worker: one is judged while the next one is on its way.
_AHEAD = 2
_TRIES = 3
_TICK = 0.2
_SECONDS_BETWEEN_LOOKS = 2.0
_PATIENCE_WITH_SCHEDULER = 20.0
_PATIENCE_WITH_WORKERS = 60.0
#: So long it waits for them without a word.
_SECONDS_IN_SILENCE = 2.0
#: If all who are there are unfit, others may still be on their way.
_PATIENCE_WITH_UNFIT = 5.0


@dataclass
class _Batch:
    """Jobs that went out together, and where they may run."""

    jobs: Sequence[Job]
    tries: int = 0
    workers: frozenset[str] = field(default_factory=frozenset)


class DaskEngine:
    """Judges on the workers of a Dask cluster.

    Parameters
    ----------
    settings : Settings
        What they judge by; the kit has to be at the same path for all of them.
    scheduler : str
        The scheduler's address.
    kit : Kit
        The kit as it is here.
    stems : sequence of str
        The exercises that will be judged.
    say : callable
        Told in a sentence what an instructor should know of single workers.
    """

    def __init__(
        self, settings: Settings, scheduler: str, kit: Kit, stems: Sequence[str], say: Callable[[str], None]
    ) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise UsageError(f"--engine dask needs the extra: {install_line('dask')}.") from None
        self._dask = distributed
        self._settings, self._stems, self._say = settings, list(stems), say
        self._wanted = Seen(engine(), kit_hash(kit, stems))
        try:
            self._client = distributed.Client(
                scheduler, timeout=_PATIENCE_WITH_SCHEDULER, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise UsageError(f"There is no Dask scheduler at {scheduler} ({error}).") from None
        self._fit: dict[str, int] = {}
        self._unfit: dict[str, str] = {}
        self._looked = 0.0
        self._names = itertools.count()
        self._out: dict[Any, _Batch] = {}
        self._news = threading.Event()

    # --- workers ----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Bring up to date which workers may be given work; new ones are probed first."""
        if time.monotonic() - self._looked < _SECONDS_BETWEEN_LOOKS:
            return
        there = dict(self._client.nthreads())
        self._fit = {address: n for address, n in self._fit.items() if address in there}
        new = [address for address in there if address not in self._fit and address not in self._unfit]
        for address in new:
            seen = self._probe(address)
            refusal = self._refusal(seen)
            if seen is not None and not refusal:
                self._fit[address] = there[address]
            elif seen is not None:
                self._unfit[address] = refusal
                self._say(f"The worker {address} gets no work: {refusal}")
        self._looked = time.monotonic()

    def _probe(self, address: str) -> Seen | None:
        """Return what a worker has; None if it is gone again."""
        found = self._client.run(
            look_around, self._settings, self._stems, workers=[address], on_error="return"
        )
        seen = dict(found).get(address)
        if isinstance(seen, Seen):
            return seen
        if seen is None or isinstance(seen, OSError):
            return None
        # Such as a grader that is missing there.
        return Seen(refusal=f"its probe failed ({type(seen).__name__}: {seen}).")

    def _refusal(self, seen: Seen | None) -> str:
        if seen is None or seen.refusal:
            return "" if seen is None else seen.refusal
        if seen.engine != self._wanted.engine:
            return f"it has {seen.engine}, and here is {self._wanted.engine}."
        if seen.kit != self._wanted.kit:
            return f"its kit at {self._settings.kit} differs from the one here."
        return ""

    def _wait_for_workers(self) -> None:
        """Wait until somebody can be given work.

        Raises
        ------
        NotIsolatedError, UsageError
            Nobody can, or nobody came.
        """
        began, is_said = time.monotonic(), False
        while not self._fit:
            self._looked = 0.0
            self._look()
            if self._fit:
                return
            if self._unfit and time.monotonic() - began >= _PATIENCE_WITH_UNFIT:
                why = next(iter(self._unfit.values()))
                kind = NotIsolatedError if "isolation" in why.lower() else UsageError
                raise kind(f"No worker of the cluster can be given work; the first one because: {why}")
            if time.monotonic() - began > _PATIENCE_WITH_WORKERS:
                raise UsageError(
                    "The Dask scheduler has no workers; start some, and give the same command again."
                )
            if not is_said and not self._unfit and time.monotonic() - began > _SECONDS_IN_SILENCE:
                self._say(
                    f"The Dask scheduler has no workers; waiting {_PATIENCE_WITH_WORKERS:.0f} s for one."
                )
                is_said = True
            time.sleep(_TICK)

    # --- work -------------------------------------------------------------------------------------

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield what is judged as it comes; only so many jobs are taken as the workers are busy with."""
        batches = _batched(jobs)
        exhausted = False
        self._wait_for_workers()
        while not exhausted or self._out:
            self._look()
            if not self._fit:
                self._wait_for_workers()
            room = _AHEAD * sum(self._fit.values()) - len(self._out)
            while room > 0 and not exhausted:
                batch = next(batches, None)
                if batch is None:
                    exhausted = True
                else:
                    self._send(_Batch(batch))
                    room -= 1
            yield self._collect()

    def _send(self, batch: _Batch) -> None:
        batch.workers = frozenset(self._fit)
        future = self._client.submit(
            judge_batch,
            self._settings,
            batch.jobs,
            key=f"judge-{batch.jobs[0].stem}-{next(self._names)}",
            workers=sorted(batch.workers),
            allow_other_workers=False,
            pure=False,
        )
        self._out[future] = batch
        future.add_done_callback(lambda done: self._news.set())

    def _collect(self) -> list[Judged]:
        """Return what came since the last time; what went wrong is sent again."""
        self._news.wait(_TICK)
        self._news.clear()
        judged: list[Judged] = []
        for future, batch in list(self._out.items()):
            if future.status == "finished":
                del self._out[future]
                judged += self._results(future, batch)
            elif future.status in ("error", "cancelled", "lost"):
                del self._out[future]
                judged += self._again(future, batch)
            elif not batch.workers & self._fit.keys() and self._fit:
                # All whom it was meant for are gone, and others have come.
                del self._out[future]
                future.cancel()
                self._send(batch)
        return judged

    def _results(self, future: Any, batch: _Batch) -> list[Judged]:
        try:
            return list(future.result(timeout=_PATIENCE_WITH_SCHEDULER))
        except (OSError, self._dask.TimeoutError, self._dask.CancelledError):
            return self._again(future, batch)  # its worker died with the result

    def _again(self, future: Any, batch: _Batch) -> list[Judged]:
        """Send a batch again, its submissions one by one; give those up that have been tried often enough."""
        error = future.exception() if future.status == "error" else None
        if isinstance(error, GraderError):
            raise error
        batch.tries += 1
        if batch.tries < _TRIES or len(batch.jobs) > 1:
            for job in batch.jobs:
                self._send(_Batch([job], batch.tries))
            return []
        why = " ".join(f"{type(error).__name__}: {error}".split()) if error else "its worker died"
        return [
            Judged(job.number, fault_report(job.stem, "", job.source, f"It could not be judged: {why}."), 0.0)
            for job in batch.jobs
        ]

    def close(self) -> None:
        """Call back what is out, end the judges and leave the cluster."""
        with suppress(Exception):  # whatever is left of the cluster, the results that came are kept
            self._client.cancel(list(self._out))
            self._client.run(end_judges, on_error="return")
        self._client.close(timeout=5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()


def _batched(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    """Yield the jobs in batches, each of one exercise."""
    for _, of_one in itertools.groupby(jobs, key=lambda job: job.stem):
        while batch := list(itertools.islice(of_one, BATCH)):
            yield batch
