"""One judge for many submissions: the same reports as a judge for each, with the session kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.checking.warm import WarmJudge
from grader.errors import KitError
from grader.kit import find_kit
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.results import Report

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = ROOT / "tests" / "submissions" / "ex03"
NAMES = ("wrong_missing_mean", "right_loop", "wrong_syntax_error", "right_prints_and_demo", "right_loop")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Return a sandbox that ends with the test."""
    with Sandbox() as opened:
        yield opened


def test_same_reports_as_a_cold_judge(sandbox: Sandbox) -> None:
    """Right, wrong, printing and broken files get the very report that a fresh judge makes."""
    exercise = find_kit(ROOT).exercise("ex03")
    submissions = [(name, (SUBMISSIONS / f"{name}.py").read_bytes()) for name in NAMES]
    warm: list[Report] = []
    WarmJudge(exercise, sandbox, seed=7).reports(submissions, warm.append)

    assert [
        check(exercise, source, path=path, sandbox=sandbox, seed=7) for path, source in submissions
    ] == warm


def test_next_submission_is_taken_after_the_report(sandbox: Sandbox) -> None:
    """Nobody is asked for a submission while the report on the one before is still to come."""
    exercise = find_kit(ROOT).exercise("ex03")
    source = (SUBMISSIONS / "right_loop.py").read_bytes()
    events: list[str] = []

    def submissions() -> Iterator[tuple[str, bytes]]:
        for name in ("first", "second"):
            events.append(f"{name} taken")
            yield name, source

    WarmJudge(exercise, sandbox, seed=7).reports(
        submissions(), lambda report: events.append(f"{report.path} {report.outcome}")
    )

    assert ["first taken", "first passed", "second taken", "second passed"] == events


def test_interrupt_while_waiting(sandbox: Sandbox) -> None:
    """Ctrl-C while the next submission is waited for arrives where the judge was started."""
    exercise = find_kit(ROOT).exercise("ex03")

    def submissions() -> Iterator[tuple[str, bytes]]:
        yield "first", (SUBMISSIONS / "right_loop.py").read_bytes()
        raise KeyboardInterrupt

    reports: list[Report] = []
    with pytest.raises(KeyboardInterrupt):
        WarmJudge(exercise, sandbox, seed=7).reports(submissions(), reports.append)
    assert 1 == len(reports)


def test_a_broken_kit_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    """A suite that cannot be collected raises the kit's fault."""
    suite = tmp_path / "test_hidden.py"
    suite.write_text("import nowhere_to_be_found\n", encoding="utf-8")
    exercise = replace(find_kit(ROOT).exercise("ex03"), solution_folder=tmp_path)

    with pytest.raises(KitError, match="cannot be collected"):
        WarmJudge(exercise, sandbox, seed=7).reports([("x", b"")], lambda report: None)
