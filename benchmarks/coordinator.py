"""Measures what the coordinating process of `grader grade` costs: memory and CPU time for each submission.

    python benchmarks/coordinator.py --submissions 50000

grades a generated class with an engine that answers at once with what a judge said of another submission, so
that a class of any size takes a minute and nothing but the coordinator is measured: intake, gradebook,
progress. Then the same command is given again, as after `kill -9`, when all is known.
"""

from __future__ import annotations

import argparse
import io
import os
import pickle
import statistics
import tempfile
import time
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

from hundred_thousand import ORDINARY, STEM, write_class

from grader.classroom.gradebook import Gradebook
from grader.classroom.grading import Assignment, Grading
from grader.classroom.intake import Intake
from grader.classroom.judge_process import JudgeProcess
from grader.classroom.judging import Job, Judged, Settings
from grader.classroom.records import Conditions
from grader.cli.grading_words import Words
from grader.kit import find_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.classroom.grading import Tally

ROOT = Path(__file__).resolve().parent.parent
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024
#: As many as two judges have at hand.
_AT_HAND = 4
_FROM = 1000


class Echo:
    """An engine that repeats what a judge once said, as it comes over a judge's line."""

    def __init__(self, answers: list[bytes]) -> None:
        self._answers = answers

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield an answer to each job in turn."""
        at_hand: list[Job] = []
        is_more = True
        while is_more or at_hand:
            while is_more and len(at_hand) < _AT_HAND:
                job = next(jobs, None)
                is_more = job is not None
                at_hand += [] if job is None else [job]
            if at_hand:
                job = at_hand.pop(0)
                report = pickle.loads(self._answers[job.number % len(self._answers)])
                yield [Judged(job.number, report, 0.01)]


def answers_of_a_judge() -> list[bytes]:
    """Return what a judge says of the ordinary submissions."""
    judge = JudgeProcess(Settings(str(ROOT), "none", 20417))
    try:
        jobs = [Job(number, STEM, path.read_bytes()) for number, path in enumerate(ORDINARY)]
        return [pickle.dumps(judged.report) for judged in judge.judge(jobs)]
    finally:
        judge.end()


def memory() -> int:
    """Return this process's memory in KiB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KIB


def growth(points: list[tuple[int, int]]) -> float:
    """Return how many KiB memory grows by in a thousand submissions."""
    late = [point for point in points if point[0] >= _FROM]
    if len(late) < 2:
        return 0.0
    return 1000 * statistics.linear_regression([p[0] for p in late], [p[1] for p in late]).slope


def grade(title: str, folder: Path, gradebook: Path, answers: list[bytes]) -> None:
    """Grade a class once and print what that cost."""
    points: list[tuple[int, int]] = []
    words = Words()

    def progress(tally: Tally) -> None:
        words.progress(tally)
        if not points or tally.n_done - points[-1][0] >= 250:
            points.append((tally.n_done, memory()))

    began, began_cpu = time.perf_counter(), time.process_time()
    assignment = Assignment("Simultaneous update", 9.0, Conditions(STEM, "suite", "kit", "engine", "seed"))
    with redirect_stderr(io.StringIO()), Intake(folder, find_kit(ROOT), exercise=STEM) as intake:
        found, found_cpu = time.perf_counter(), time.process_time()
        with Gradebook(gradebook, create=True) as opened:
            tally = Grading(intake, opened, {STEM: assignment}).run(Echo(answers), progress)
    cpu = time.process_time() - found_cpu
    print(
        f"{title}: {tally.n_done} submissions; intake {found - began:.1f} s, "
        f"{found_cpu - began_cpu:.1f} s CPU; "
        f"grading {time.perf_counter() - found:.1f} s, {1000 * cpu / tally.n_done:.3f} ms CPU each; memory "
        f"{points[0][1] / 1024:.0f} to {memory() / 1024:.0f} MiB, {growth(points):+.0f} KiB in a thousand",
        flush=True,
    )


def main() -> None:
    """Run both and print what they cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--submissions", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one by default")
    given = parser.parse_args()
    answers = answers_of_a_judge()
    with tempfile.TemporaryDirectory(dir=given.folder) as temporary:
        work = Path(temporary)
        write_class(work / "class", given.submissions, seed=1)
        grade("anew", work / "class", work / "gradebook.sqlite", answers)
        grade("again", work / "class", work / "gradebook.sqlite", answers)


if __name__ == "__main__":
    main()
