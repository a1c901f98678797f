"""The file that holds a learner's progress: what is remembered, and that nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from grader.progress import (
    Answered,
    StateError,
    read_answers,
    read_met,
    read_progress,
    record_answer,
    record_report,
    record_reset,
    state_folder,
)
from grader.progress.store import NAME, SCHEMA
from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from grader.results import Report

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
STEM = "ex03_simultaneous_update"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the progress file of a learner who has none yet."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    return tmp_path / "state" / NAME


def later(minutes: int) -> datetime:
    """Return a time after noon."""
    return NOON + timedelta(minutes=minutes)


def test_nothing_at_first(state: Path) -> None:
    """Without a file there is no progress and nothing to say about it."""
    progress = read_progress("shipped")

    assert ({}, "") == (progress.records, progress.warning)
    assert "ex01_a" == progress.next_stem(("ex01_a", "ex02_b"))


def test_verdicts_are_remembered(state: Path, failed_report: Report, passed_report: Report) -> None:
    """The last verdict, the number of verdicts and the first pass are remembered."""
    assert "" == record_report("shipped", failed_report, NOON)
    record = read_progress("shipped").records[STEM]
    assert ("failed", 7.0, 11.0, 1, False) == (
        record.outcome,
        record.points,
        record.max_points,
        record.n_verdicts,
        record.is_passed,
    )

    record_report("shipped", passed_report, later(1))
    record_report("shipped", failed_report, later(2))
    record = read_progress("shipped").records[STEM]
    assert ("failed", 3, "2026-11-25T12:01:00.000000Z") == (record.outcome, record.n_verdicts, record.passed)
    assert ("ex01_a", "") == (
        read_progress("shipped").next_stem((STEM, "ex01_a")),
        read_progress("shipped").next_stem((STEM,)),
    )


def test_kits_do_not_mix(state: Path, passed_report: Report) -> None:
    """An exercise of the same name in another kit is another exercise."""
    record_report("/elsewhere", passed_report, NOON)

    assert {} == read_progress("shipped").records
    assert read_progress("/elsewhere").records[STEM].is_passed


def test_answers_are_remembered(state: Path) -> None:
    """Tries and the best score are kept until an item means something else; a verdict keeps all of it."""
    for minute, score in enumerate((1.0, 0.5)):
        record_answer("shipped", "one/a", "m", "k3f9", score, ["missing-mean"], later(minute))
    kept, _ = read_answers("shipped")
    record_answer("shipped", "one/a", "n", "k3f9", 0.5, [], later(2))
    record_reset("shipped", STEM, later(3))
    fresh, warning = read_answers("shipped")

    assert Answered("m", "k3f9", 2, 1.0, 0.5) == kept["one/a"]
    assert (Answered("n", "k3f9", 1, 0.5, 0.5), "") == (fresh["one/a"], warning)


def test_when_a_mistake_was_met(state: Path, failed_report: Report) -> None:
    """A mistake was met when an exercise or an item named it last, whichever is later."""
    name = failed_report.diagnoses[0].misconception
    record_report("shipped", failed_report, later(1))
    record_answer("shipped", "one/a", "m", "s", 0.0, [name, "ignored-alpha"], later(2))
    record_answer("shipped", "one/b", "m", "s", 0.0, [name], NOON)
    met = read_met("shipped")

    assert "2026-11-25T12:02:00.000000Z" == met[name] == met["ignored-alpha"]
    assert {} == read_met("elsewhere")


def test_misconception_is_overcome(state: Path, failed_report: Report, passed_report: Report) -> None:
    """A mistake is overcome when the checks that it failed pass, and met again when it is named again."""
    record_report("shipped", failed_report, NOON)
    (met,) = read_progress("shipped").records[STEM].met
    assert ("sequential-update", "") == (met.misconception, met.overcome)

    still = replace(failed_report, diagnoses=())
    record_report("shipped", still, later(1))
    (met,) = read_progress("shipped").records[STEM].met
    assert "" == met.overcome

    record_report("shipped", passed_report, later(2))
    (met,) = read_progress("shipped").records[STEM].met
    assert "2026-11-25T12:02:00.000000Z" == met.overcome

    record_report("shipped", failed_report, later(3))
    (met,) = read_progress("shipped").records[STEM].met
    assert ("", "2026-11-25T12:00:00.000000Z") == (met.overcome, met.first)


def test_given_yours_overcomes_nothing(state: Path, failed_report: Report, passed_report: Report) -> None:
    """A check that passed only given another wrong function does not show that a mistake is overcome."""
    record_report("shipped", failed_report, NOON)
    checks = tuple(replace(check, followed_through=True) for check in passed_report.checks)
    record_report("shipped", replace(passed_report, checks=checks), later(1))

    (met,) = read_progress("shipped").records[STEM].met
    assert "" == met.overcome


@pytest.mark.parametrize("outcome", [Outcome.UNREADABLE, Outcome.GRADER_FAULT])
def test_what_was_not_judged_is_not_remembered(state: Path, failed_report: Report, outcome: Outcome) -> None:
    """A file that cannot be read, or a fault of ours, leaves no trace."""
    record_report("shipped", replace(failed_report, outcome=outcome), NOON)

    assert not state.exists()


def test_reset_and_undo(state: Path, failed_report: Report) -> None:
    """After a reset the last verdict is not about the file any more; an undo takes that back."""
    record_report("shipped", failed_report, NOON)
    record_reset("shipped", STEM, later(1))
    assert not read_progress("shipped").records[STEM].is_current

    record_reset("shipped", STEM, None)
    assert read_progress("shipped").records[STEM].is_current

    record_reset("shipped", STEM, later(2))
    record_report("shipped", failed_report, later(3))
    assert read_progress("shipped").records[STEM].is_current


def test_unknown_keys_are_kept(state: Path, failed_report: Report) -> None:
    """What a later grader, or another part of this one, has added at any level survives a change."""
    entry = {"n_verdicts": 4, "notes": [1], "misconceptions": {"x": {"first": "2026", "colour": "red"}}}
    content = {
        "schema": SCHEMA,
        "cards": {"a": 1},
        "kits": {"shipped": {"since": 5, "exercises": {STEM: entry}}},
    }
    state.parent.mkdir()
    state.write_text(json.dumps(content), encoding="utf-8")
    record_report("shipped", failed_report, NOON)

    found = json.loads(state.read_text(encoding="utf-8"))
    kept = found["kits"]["shipped"]["exercises"][STEM]
    assert ({"a": 1}, 5) == (found["cards"], found["kits"]["shipped"]["since"])
    assert ([1], 5, "red") == (kept["notes"], kept["n_verdicts"], kept["misconceptions"]["x"]["colour"])


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b"{" * 100_000,
    b"[" * 100_000,
    b"{}",
    b'{"schema": "another/1"}',
    b'{"schema": 1}',
    b'{"schema": "grader/state/one"}',
    b'{"schema": "grader/state/1", "kits": []}',
    b'{"schema": "grader/state/1", "kits": {"shipped": 1}}',
    b'{"schema": "grader/state/1", "kits": {"shipped": {"exercises": {"ex01": []}}}}',
    b'{"schema": "grader/state/1", "kits": {"shipped": {"exercises": {"ex01": {"points": "x"}}}}}',
    b'{"schema": "grader/state/1", "kits": {"shipped": {"items": {"one/a": {"best": "all"}}}}}',
    b'{"schema": "grader/state/1", "kits": {"shipped": {"items": {"one/a": {"misconceptions": [1]}}}}}',
    b'{"schema": "grader/state/1", "kits": {"k": {"exercises": {"e": {"misconceptions": {"m": {}}}}}}}',
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_set_aside(state: Path, failed_report: Report, content: bytes) -> None:
    """A broken file is read as none with a sentence, and at the next verdict set aside, never overwritten."""
    state.parent.mkdir()
    state.write_bytes(content)
    progress = read_progress("shipped")
    assert {} == progress.records
    assert f"The progress in {state} cannot be read" in progress.warning

    sentence = record_report("shipped", failed_report, NOON)
    assert f"The progress in {state} could not be read. It was set aside as {NAME}.broken-1." == sentence
    assert content == state.with_name(f"{NAME}.broken-1").read_bytes()
    assert 1 == read_progress("shipped").records[STEM].n_verdicts

    state.write_bytes(content)
    assert f"{NAME}.broken-2" in record_report("shipped", failed_report, NOON)


def test_a_later_version_is_left_alone(state: Path, failed_report: Report) -> None:
    """What a later grader wrote in another form is neither read nor changed."""
    state.parent.mkdir()
    content = '{"schema": "grader/state/2", "kits": 7}'
    state.write_text(content, encoding="utf-8")

    assert "was written by a later grader" in read_progress("shipped").warning
    with pytest.raises(StateError, match="later grader"):
        record_report("shipped", failed_report, NOON)
    assert content == state.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a file in the place of a folder is another error there")
def test_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failed_report: Report
) -> None:
    """Where nothing can be written, a sentence says so."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "file" / "state"))

    with pytest.raises(StateError, match=r"Your progress was not recorded in .*: not a directory\."):
        record_report("shipped", failed_report, NOON)
    assert "cannot be read: not a directory." in read_progress("shipped").warning


def test_a_full_disk_leaves_the_old_file(
    state: Path, failed_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the new file cannot be written whole, the old one stays, and no draft."""
    record_report("shipped", failed_report, NOON)
    before = state.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StateError, match="no space left on device"):
        record_report("shipped", failed_report, later(1))
    assert before == state.read_bytes()
    assert {NAME, f"{NAME}.lock"} == set(os.listdir(state.parent))


WRITER = """
import sys, time
from datetime import UTC, datetime
from grader.progress import record_report
from grader.results import Outcome, Report
for number in range({count}):
    report = Report("{stem}", "t", "p", "", Outcome.FAILED, max_points=1.0)
    record_report("shipped", report, datetime.now(UTC))
    print(number, flush=True)
"""


def writer(count: int, stem: str = STEM) -> subprocess.Popen[str]:
    """Start a process that records verdicts."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER.format(count=count, stem=stem)], stdout=subprocess.PIPE, text=True
    )


def test_concurrent_graders(state: Path) -> None:
    """Graders that record at the same time lose nothing of one another's."""
    processes = [writer(25) for _ in range(3)]
    for process in processes:
        process.communicate(timeout=60)

    assert [0, 0, 0] == [process.returncode for process in processes]
    assert 75 == read_progress("shipped").records[STEM].n_verdicts


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_kill_in_the_middle(state: Path, failed_report: Report) -> None:
    """A grader that is killed while it records leaves a whole file and no lock."""
    process = writer(1_000_000)
    assert process.stdout is not None
    for _ in range(30):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)

    began = time.monotonic()
    assert "" == record_report("shipped", failed_report, datetime.now(UTC))
    assert 2.0 > time.monotonic() - began
    assert 31 <= read_progress("shipped").records[STEM].n_verdicts


def test_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The variable names the folder; else it is the platform's place for what is to be kept."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path))
    assert tmp_path == state_folder()

    monkeypatch.delenv("GRADER_STATE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "x"))
    assert tmp_path / "x" / "grader" == state_folder()


def test_a_check_that_did_not_pass_keeps_a_mistake(state: Path, failed_report: Report) -> None:
    """A mistake whose check errors is not overcome."""
    record_report("shipped", failed_report, NOON)
    checks = tuple(replace(check, verdict=Verdict.ERRORED, points=0.0) for check in failed_report.checks)
    record_report("shipped", replace(failed_report, checks=checks, diagnoses=()), later(1))

    (met,) = read_progress("shipped").records[STEM].met
    assert "" == met.overcome
