"""The engine on this machine: a pool of judges, each of which has a sandbox and a session of its own."""

from __future__ import annotations

from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Self

from grader.classroom.judge_process import JudgeProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.classroom.judging import Job, Judged, Settings

_TICK = 0.2


class LocalEngine:
    """Judges on this machine.

    Parameters
    ----------
    settings : Settings
        What they judge by.
    n_judges : int
        How many there are.
    """

    def __init__(self, settings: Settings, n_judges: int) -> None:
        self._judges: list[JudgeProcess] = []
        try:
            for _ in range(n_judges):
                self._judges.append(JudgeProcess(settings))
        except BaseException:
            self.close()
            raise

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield what is judged as it comes, at times nothing; jobs are taken only as judges ask for them.

        Parameters
        ----------
        jobs : iterator of Job
            Those of one exercise one after another, for a judge is slow to change.

        Raises
        ------
        GraderError
            Nothing can be judged: the kit is broken, or isolation cannot be had.
        """
        exhausted = False
        while True:
            for judge in self._judges:
                while judge.is_hungry and not exhausted:
                    job = next(jobs, None)
                    if job is None:
                        exhausted = True
                    else:
                        judge.give(job)
                if exhausted and judge.is_hungry and not judge.is_idle:
                    judge.finish()
            if exhausted and all(judge.is_idle for judge in self._judges):
                return
            wait([judge.line for judge in self._judges], _TICK)
            yield [judged for judge in self._judges for judged in judge.news()]

    def close(self) -> None:
        """End all judges."""
        for judge in self._judges:
            judge.end()
        self._judges.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()
