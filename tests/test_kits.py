"""Labs that courses already have are graded and diagnosed with the signatures they have."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.authoring import Task, examine
from grader.checking import check
from grader.kit import find_kit
from grader.results import Outcome
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.results import Report

KITS = Path(__file__).resolve().parent / "kits"
FILES = sorted(KITS.glob("*/submissions/*.py"))
SEEDS = (3, 20_261_125)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox for the module, and one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield sandbox


def judged(path: Path, sandbox: Sandbox, seed: int) -> Report:
    """Return the report on a stored submission of one of the kits."""
    exercise = find_kit(path.parent.parent).exercise("ex01")
    return check(exercise, path.read_bytes(), path=path.name, sandbox=sandbox, seed=seed)


def stated(path: Path) -> list[str]:
    """Return the diagnoses that a file's header states, each with its detail if it gives one."""
    header = re.search(r"^# diagnoses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert header is not None
    return sorted(part.strip() for part in header[1].split(";"))


def found_in(report: Report, path: Path) -> list[str]:
    """Return a report's diagnoses as a header would state them."""
    with_detail = "[" in "".join(stated(path))
    return sorted(
        f"{found.misconception} [{', '.join(found.detail)}]"
        if with_detail and found.detail
        else found.misconception
        for found in report.diagnoses
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_submission(path: Path, seed: int, sandbox: Sandbox) -> None:
    """A right file has all points and no diagnosis, a wrong one exactly those in its header."""
    report = judged(path, sandbox, seed)

    if path.name.startswith("right_"):
        assert (Outcome.PASSED, ()) == (report.outcome, report.diagnoses), report
    else:
        assert Outcome.FAILED == report.outcome
        assert stated(path) == found_in(report, path)


@pytest.mark.parametrize("kit", sorted(path.name for path in KITS.iterdir()))
@pytest.mark.parametrize("part", [0, 1])
def test_the_gate_finds_nothing(kit: str, part: int, sandbox: Sandbox) -> None:
    """Every wrong submission that is made from a lab's mathematics is failed and named as itself."""
    root = KITS / kit
    task = Task(str(root), find_kit(root).stems[0], part, 1)
    result = examine(task, sandbox, lambda done, of: None)

    assert [] == [fault.message for fault in result.faults]
