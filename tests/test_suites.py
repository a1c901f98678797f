"""Every exercise fails as it is shipped, and every solution passes with all points."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

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


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, set[str]]]:
    """How the visible checks of each exercise end: on its reference, filled, and on its stub, unfilled."""
    found: dict[str, dict[str, set[str]]] = {}
    for name in ("filled", "unfilled"):
        folder = tmp_path_factory.mktemp(name)
        for stem in KIT.stems:
            exercise = KIT.exercise(stem)
            shutil.copy(exercise.examples, folder / f"test_{stem}.py")
            file = exercise.reference if name == "filled" else exercise.stub
            shutil.copy(file, folder / exercise.stub.name)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder)]
        done = subprocess.run(
            [*command, "-c", os.devnull, "--junitxml", str(folder / "ends.xml"), str(folder)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (folder / "ends.xml").is_file(), done.stdout + done.stderr
        ends: dict[str, set[str]] = {}
        for case in ElementTree.parse(folder / "ends.xml").iter("testcase"):
            stem = case.get("classname", "").removeprefix("test_")
            ends.setdefault(stem, set()).update([child.tag for child in case] or ["passed"])
        found[name] = ends
    return found


@pytest.mark.parametrize("stem", KIT.stems)
def test_examples_know_right_from_unfilled(stem: str, outcomes: dict[str, dict[str, set[str]]]) -> None:
    """The visible checks all pass on the reference, and none of them on the stub."""
    assert {"passed"} == outcomes["filled"][stem]
    assert {"failure"} == outcomes["unfilled"][stem]
