"""The coordinating process stays small and says how far it is, however large the class is."""

from __future__ import annotations

import tracemalloc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from grader.classroom.gradebook import Gradebook
from grader.classroom.grading import Assignment, Grading, Tally
from grader.classroom.intake import Intake
from grader.classroom.intake_tray import FolderTray, RefusedError
from grader.classroom.judging import Job, Judged
from grader.classroom.records import Conditions
from grader.cli.grading_words import Words
from grader.kit import find_kit
from grader.results import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STEM = "ex03_simultaneous_update"
ASSIGNMENT = Assignment("a title", 10.0, Conditions(STEM, "suite", "kit", "engine", "seed"))
N_LEARNERS = 400


class Echo:
    """An engine that answers at once."""

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield a report on each job."""
        for job in jobs:
            report = Report(STEM, "a title", "ex03.py", "", Outcome.PASSED, message=f"of {job.number}" * 100)
            yield [Judged(job.number, report, 0.01)]


@dataclass
class Peak:
    """The most memory that was taken at once, in bytes."""

    taken: int = 0


@contextmanager
def measured() -> Iterator[Peak]:
    """Measure what is taken in between."""
    peak = Peak()
    tracemalloc.start()
    try:
        yield peak
        peak.taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class in which no two files are the same."""
    folder = tmp_path_factory.mktemp("class")
    for number in range(N_LEARNERS):
        (folder / f"learner_{number:03}").mkdir()
        (folder / f"learner_{number:03}" / "ex03.py").write_text(f"value = {number}\n", encoding="utf-8")
    return folder


def grade(folder: Path, gradebook: Path, progress: Callable[[Tally], None]) -> Tally:
    """Grade a class with what answers at once."""
    with Intake(folder, find_kit()) as intake, Gradebook(gradebook, create=True) as opened:
        return Grading(intake, opened, {STEM: ASSIGNMENT}).run(Echo(), progress)


def test_grading_takes_no_more_memory_in_the_end(class_folder: Path, tmp_path: Path) -> None:
    """The last hundred submissions are graded in the memory of the first, and that is small."""
    peaks: list[int] = []

    def progress(tally: Tally) -> None:
        if tally.n_done % 100 == 0 and tally.n_done // 100 > len(peaks):
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()

    with measured():
        grade(class_folder, tmp_path / "gradebook.sqlite", progress)

    assert N_LEARNERS // 100 == len(peaks)
    assert peaks[1] + 30_000 > peaks[-1]
    # One block of a quarter of a mebibyte for each submission would make holes that are never filled again.
    assert 200_000 > peaks[-1]


def test_reading_takes_the_room_of_the_file(tmp_path: Path) -> None:
    """A small submission is read into little memory, though a large one is allowed."""
    (tmp_path / "ex03.py").write_text("value = 1\n", encoding="utf-8")
    tray = FolderTray(tmp_path)
    tray.read("ex03.py")
    with measured() as peak:
        content = tray.read("ex03.py")

    assert b"value = 1\n" == content
    assert 50_000 > peak.taken


@pytest.mark.parametrize(("size", "is_taken"), [(1000, True), (256 * 1024 + 1, False)])
def test_file_that_grows_while_it_is_read(
    size: int, is_taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written to a file after its size was asked for is read, as far as a submission may go."""
    (tmp_path / "ex03.py").write_bytes(b"#" * size)
    real = (tmp_path / "ex03.py").stat()
    monkeypatch.setattr(
        "grader.classroom.intake_tray.os.fstat",
        lambda descriptor: type(real)((*real[:6], 10, *real[7:])),
    )
    try:
        found = len(FolderTray(tmp_path).read("ex03.py"))
    except RefusedError:
        found = 0

    assert (size if is_taken else 0) == found


def test_finding_lists_no_learners(tmp_path: Path) -> None:
    """What is found in a folder is told one by one, in memory that does not hang on the size of the class."""
    for number in range(1000):
        (tmp_path / f"learner_{number:03}").mkdir()
    (tmp_path / "learner_000" / "ex03.py").write_bytes(b"")
    with measured() as peak:
        found = [one.path for one in FolderTray(tmp_path).found()]

    assert ["learner_000/ex03.py"] == found
    assert 40_000 > peak.taken


def test_progress_is_told_while_all_is_known(class_folder: Path, tmp_path: Path) -> None:
    """Whoever gives the command again sees how far it is, though nothing is judged."""
    done: list[int] = []
    gradebook = tmp_path / "gradebook.sqlite"
    grade(class_folder, gradebook, lambda tally: None)
    tally = grade(class_folder, gradebook, lambda tally: done.append(tally.n_unchanged))

    assert (0, N_LEARNERS) == (tally.n_judged, tally.n_unchanged)
    assert [*range(N_LEARNERS + 1)] == sorted({*done})


def test_progress_of_looking(
    class_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found in a large class is counted before there is anything to grade."""
    monkeypatch.setattr("grader.cli.grading_words._SECONDS_BETWEEN_LINES", 0.0)
    with Intake(class_folder, find_kit(), progress=Words().looking):
        lines = capsys.readouterr().err.splitlines()

    assert "Looking for submissions: 1 file" == lines[0]
    assert f"Looking for submissions: {N_LEARNERS} files" == lines[N_LEARNERS - 1]
    assert f"Telling whose they are: {N_LEARNERS} of {N_LEARNERS}" == lines[-1]
