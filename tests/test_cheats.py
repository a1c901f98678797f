"""No trick earns a point: each file in `cheats/` is wrong, and tries to be given points all the same."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.kit import find_kit
from grader.results import Outcome, Report, Verdict
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Judge = Callable[[str], Report]

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
EXERCISE = KIT.exercise("ex03")
CHEATS = sorted((ROOT / "tests" / "cheats").glob("*.py"))
SEED = 12


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A function that judges a text; one sandbox for the module, and one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield lambda text: check(EXERCISE, text.encode(), path="ex03.py", sandbox=sandbox, seed=SEED)


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user may write to, for a cheat to leave something in."""
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path: its parents are closed to other users
        os.chmod(folder, 0o777)
        yield Path(folder)


def told(path: Path, folder: Path) -> str:
    """Return a cheat's text with all that it would have to find out: where the hidden half lies."""
    text = path.read_text(encoding="utf-8")
    known = {"@solution@": EXERCISE.solution_folder, "@root@": ROOT, "@folder@": folder}
    for mark, place in known.items():
        text = text.replace(mark, str(place))
    return text


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_no_cheat_earns_a_point(path: Path, judge: Judge, open_folder: Path) -> None:
    """A cheat ends as its first line says, with no points, and leaves nothing behind."""
    outcome = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# outcome: ")
    report = judge(told(path, open_folder))

    assert outcome == report.outcome
    assert [0.0] * len(report.checks) == [result.points for result in report.checks]
    assert (0.0, 0.0) == (report.points, report.score)
    assert 10 == report.max_points
    assert not any(result.proved for result in report.checks)
    assert [] == list(open_folder.iterdir())


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_cheat_says_what_it_tries(path: Path) -> None:
    """Each file begins with the outcome that it meets and a sentence on its trick."""
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]

    assert first.removeprefix("# outcome: ") in set(Outcome)
    assert second.startswith("# ")


@pytest.mark.parametrize(
    "name",
    ["central_difference", "central_difference_rounded", "central_difference_wide", "forward_difference"],
)
def test_a_difference_quotient_is_named(name: str, judge: Judge, open_folder: Path) -> None:
    """Right values of a difference quotient earn nothing for the gradient and are named for what they are."""
    report = judge(told(ROOT / "tests" / "cheats" / f"{name}.py", open_folder))

    assert Verdict.FAILED == report.checks[0].verdict
    assert "difference-quotient" in {diagnosis.misconception for diagnosis in report.diagnoses}


def test_nothing_hidden_is_said(judge: Judge, open_folder: Path) -> None:
    """What a cheat prints and returns holds no line of the suite or of the reference."""
    hidden = EXERCISE.suite.read_text(encoding="utf-8") + EXERCISE.reference.read_text(encoding="utf-8")
    lines = {line.strip() for line in hidden.splitlines() if len(line.strip()) > 30}
    report = judge(told(ROOT / "tests" / "cheats" / "read_suite.py", open_folder))
    said = report.output + "".join(f"{result.actual}{result.message}" for result in report.checks)

    assert [] == [line for line in lines if line in said]


def test_the_reference_still_passes(judge: Judge) -> None:
    """After all cheats, the same judge and sandbox give an honest file its points."""
    report = judge(EXERCISE.reference.read_text(encoding="utf-8"))

    assert (Outcome.PASSED, 10) == (report.outcome, report.points)
