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

    Judge = Callable[..., Report]

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
EXERCISE = KIT.exercise("ex03")
CHEATS = sorted((ROOT / "tests" / "cheats").glob("*.py"))
OF_GRADIENTS = [
    path for stem in ("ex19", "ex21") for path in sorted((ROOT / "tests" / "cheats" / stem).glob("*.py"))
]
SEED = 12


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A function that judges a text; one sandbox for the module, and one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))

        def judge_text(text: str, exercise: str = "ex03") -> Report:
            return check(
                KIT.exercise(exercise), text.encode(), path=f"{exercise}.py", sandbox=sandbox, seed=SEED
            )

        yield judge_text


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


@pytest.mark.parametrize("path", OF_GRADIENTS, ids=lambda path: f"{path.parent.stem}-{path.stem}")
def test_no_other_way_to_a_gradient_earns_its_points(path: Path, judge: Judge) -> None:
    """Where costs and outputs are the learner's own too, only the gradient's formula earns its points."""
    report = judge(path.read_text(encoding="utf-8"), path.parent.stem)
    points = {result.id: result.points for result in report.checks}

    assert Outcome.FAILED == report.outcome
    assert [0.0, 0.0, 0.0] == [points[name] for name in ("gradient", "arguments", "descent")]


def test_a_high_order_difference_is_named(judge: Judge) -> None:
    """A difference quotient that loses nothing on ordinary data is named by what it is far away."""
    path = ROOT / "tests" / "cheats" / "ex19" / "difference_of_high_order.py"
    report = judge(path.read_text(encoding="utf-8"), "ex19")

    assert ["difference-quotient"] == [diagnosis.misconception for diagnosis in report.diagnoses]


def test_a_wrong_sigmoid_costs_once(judge: Judge) -> None:
    """A gradient that is right but for a wrong sigmoid is followed through, whoever was judged before."""
    path = ROOT / "tests" / "submissions" / "ex19" / "wrong_sigmoid_precedence.py"
    gradient = next(
        result for result in judge(path.read_text(encoding="utf-8"), "ex19").checks if result.id == "gradient"
    )

    assert (Verdict.PASSED, True) == (gradient.verdict, gradient.followed_through)


def test_a_forged_last_reply_is_noticed(judge: Judge) -> None:
    """A reply that was forged when no further question follows is found before the verdict is given."""
    text = (ROOT / "tests" / "cheats" / "ex03" / "forged_last_reply.py").read_text(encoding="utf-8")
    honest = judge(text)
    forged = judge(text.replace("LAST = 10**9", f"LAST = {honest.output.split()[-1]}"))

    assert Outcome.PASSED == honest.outcome
    assert (Outcome.TAMPERED, 0.0) == (forged.outcome, forged.points)


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
