"""What runs on Dask's workers: judges that stay warm between batches, and the probe before any work."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.conditions import engine, kit_hash
from grader.classroom.judge_process import JudgeProcess
from grader.errors import GraderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.classroom.judging import Job, Judged, Settings


@dataclass(frozen=True)
class Seen:
    """What a worker's probe found.

    Attributes
    ----------
    engine, kit : str
        What it would judge by; has to be what everybody else judges by.
    tier : str
        How well its machine isolates.
    refusal : str
        Why it cannot judge at all; empty if it can.
    """

    engine: str = ""
    kit: str = ""
    tier: str = ""
    refusal: str = ""


def look_around(settings: Settings, stems: Sequence[str]) -> Seen:
    """Find out what this worker's machine has, its isolation by trying it.

    Parameters
    ----------
    settings : Settings
        What it would have to judge by.
    stems : sequence of str
        The exercises that come into question.
    """
    from grader.kit import find_kit
    from grader.sandbox import Sandbox

    try:
        kit = kit_hash(find_kit(Path(settings.kit)), stems)
        with Sandbox(settings.mode) as sandbox:
            return Seen(engine(), kit, sandbox.isolation.tier)
    except GraderError as error:
        return Seen(engine(), refusal=str(error))


_idle: dict[Settings, queue.LifoQueue[JudgeProcess]] = {}
_lock = threading.Lock()


def judge_batch(settings: Settings, jobs: Sequence[Job]) -> list[Judged]:
    """Judge a few submissions with a judge of this worker's, which is started if there is none at leisure."""
    with _lock:
        idle = _idle.setdefault(settings, queue.LifoQueue())
    try:
        judge = idle.get_nowait()
    except queue.Empty:
        judge = JudgeProcess(settings)
    try:
        judged = judge.judge(jobs)
    except BaseException:
        judge.end()
        raise
    idle.put(judge)
    return judged


def end_judges() -> None:
    """End all judges at leisure on this worker."""
    with _lock:
        waiting = list(_idle.values())
        _idle.clear()
    for idle in waiting:
        while not idle.empty():
            idle.get_nowait().end()
