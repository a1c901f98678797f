"""Every exercise fails as it is shipped, and every solution passes with all points."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.kit import find_kit
from grader.results import Outcome, Verdict
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
SEED = 4


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox for the module, and one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield sandbox


@pytest.mark.parametrize("stem", KIT.stems)
def test_solution_passes(stem: str, sandbox: Sandbox) -> None:
    """The reference has all points of its suite."""
    exercise = KIT.exercise(stem)
    report = check(exercise, exercise.reference.read_bytes(), path="reference", sandbox=sandbox, seed=SEED)

    assert Outcome.PASSED == report.outcome
    assert report.max_points == report.points > 0


@pytest.mark.parametrize("stem", KIT.stems)
def test_stub_fails(stem: str, sandbox: Sandbox) -> None:
    """The exercise as shipped earns nothing, passes no check, and its learner is told where to begin."""
    exercise = KIT.exercise(stem)
    report = check(exercise, exercise.stub.read_bytes(), path="stub", sandbox=sandbox, seed=SEED)

    assert Outcome.ERRORED == report.outcome
    assert 0 == report.points
    assert Verdict.PASSED not in {result.verdict for result in report.checks}
    assert exercise.functions[0].name in report.next_step


def run_examples(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the visible checks of an exercise's folder, as its learner would."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    return subprocess.run(
        [*command, "-c", os.devnull, str(folder / "test_examples.py")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("stem", KIT.stems)
def test_examples_know_right_from_unfilled(stem: str, tmp_path: Path) -> None:
    """The visible checks all pass on the reference, and none of them on the stub."""
    exercise = KIT.exercise(stem)
    for name, file in (("filled", exercise.reference), ("unfilled", exercise.stub)):
        (tmp_path / name).mkdir()
        shutil.copy(exercise.examples, tmp_path / name)
        shutil.copy(file, tmp_path / name / exercise.stub.name)

    filled, unfilled = run_examples(tmp_path / "filled"), run_examples(tmp_path / "unfilled")

    assert 0 == filled.returncode, filled.stdout
    assert "failed" not in filled.stdout
    assert 1 == unfilled.returncode, unfilled.stdout
    assert "passed" not in unfilled.stdout
