"""Every stored submission is judged and diagnosed exactly as its first lines say."""

from __future__ import annotations

import importlib
import os
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.judge.bench import make_bench
from grader.judge.proof import traces_of
from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.misconceptions import CATALOGUE
from grader.results import Outcome
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.results import Report

    Check = Callable[[Path, int], Report]

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
FILES = sorted((ROOT / "tests" / "submissions").glob("*/*.py"))
WRONG = [path for path in FILES if path.name.startswith("wrong_")]
RIGHT = [path for path in FILES if path.name.startswith("right_")]

#: How many of an exercise's right files are proved at least: of those with a linear model, and of those with
#: a sigmoid or a tanh. The others use what no symbol survives, such as np.cov, np.clip or a matrix's inverse.
LINEAR = ("ex01", "ex02", "ex03", "ex04", "ex05", "ex07", "ex08", "ex09", "ex10", "ex13", "ex14")
PROVED_FLOOR = {**dict.fromkeys(LINEAR, 0.90), "ex19": 0.70, "ex20": 0.90, "ex21": 0.70}
#: Mistakes in a loop, for which no formula stands.
LOOPS = (
    "stale-gradient",
    "extra-step",
    "missing-step",
    "returned-in-loop",
    "cost-recorded-late",
    "restarted-each-step",
)


#: What could be named and has no stored submission yet; an exercise leaves this table, none enters it.
WITHOUT_A_FILE: dict[str, set[str]] = {}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One sandbox for the module, and one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        # What unnamed code computes takes a SymPy process each time, and has tests of its own.
        # By the module itself: the package's name `diagnose` is the function, which hides it.
        diagnose = importlib.import_module("grader.diagnosis.diagnose")
        patch.setattr(diagnose, "formula_of", lambda bench, function: "")
        yield sandbox


@pytest.fixture(scope="module")
def judged(sandbox: Sandbox) -> Check:
    """A function that judges a file, given a seed."""

    def judge(path: Path, seed: int) -> Report:
        exercise = KIT.exercise(path.parent.name)
        return check(exercise, path.read_bytes(), path=path.name, sandbox=sandbox, seed=seed)

    return judge


def name_of(path: Path) -> str:
    """Return a submission's name in a list of tests."""
    return f"{path.parent.name}-{path.stem}"


def own_seed(path: Path) -> int:
    """Return a seed that differs from file to file and is the same in every run."""
    return zlib.crc32(name_of(path).encode())


def stated(path: Path) -> list[tuple[str, tuple[str, ...] | None]]:
    """Return the diagnoses that a file's header states, with the details where it gives them."""
    header = re.search(r"^# diagnoses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert header is not None, f"{path.name} does not say which diagnoses it should get"
    found = []
    for part in filter(None, (part.strip() for part in header[1].split(";"))):
        misconception, _, detail = part.partition(" ")
        labels = tuple(detail.strip().removeprefix("[").removesuffix("]").split(", "))
        found.append((misconception, labels if detail else None))
    return sorted(found, key=lambda pair: pair[0])


def found_in(report: Report, path: Path) -> list[tuple[str, tuple[str, ...] | None]]:
    """Return a report's diagnoses, with the details where the file's header gives them."""
    detailed = {misconception for misconception, detail in stated(path) if detail is not None}
    found = [(d.misconception, d.detail if d.misconception in detailed else None) for d in report.diagnoses]
    return sorted(found, key=lambda pair: pair[0])


def assert_right(report: Report) -> None:
    """Check that a report gives everything to a right file."""
    lost = [(c.id, c.message, c.probe, c.expected, c.actual) for c in report.checks if c.message]

    assert [] == lost
    assert (Outcome.PASSED, report.max_points) == (report.outcome, report.points)
    assert () == report.diagnoses


def assert_wrong(report: Report, path: Path) -> None:
    """Check that a report fails a wrong file and names just what its header names."""
    assert report.points < report.max_points
    assert report.outcome not in (Outcome.PASSED, Outcome.TAMPERED, Outcome.GRADER_FAULT)
    assert stated(path) == found_in(report, path)


@pytest.mark.parametrize("path", RIGHT, ids=name_of)
def test_right_submission(path: Path, judged: Check) -> None:
    """A right file has all points, and no mistake is named."""
    assert_right(judged(path, own_seed(path)))


@pytest.mark.parametrize("path", WRONG, ids=name_of)
def test_wrong_submission(path: Path, judged: Check) -> None:
    """A wrong file fails, and exactly the mistakes that it was written with are named."""
    assert_wrong(judged(path, own_seed(path)), path)


@pytest.mark.parametrize("seed", [1, 20_261_122, 2**31 - 1])
@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name == "ex03"][::5], ids=lambda path: path.stem
)
def test_any_seed_will_do(path: Path, seed: int, judged: Check) -> None:
    """Verdict and diagnoses do not hang on the numbers that the probes happen to hold."""
    report = judged(path, seed)

    if path.name.startswith("right_"):
        assert_right(report)
    else:
        assert_wrong(report, path)


def test_every_file_is_right_or_wrong() -> None:
    """No stored submission is left out by a name that starts otherwise, and each exercise has both."""
    assert FILES == sorted([*RIGHT, *WRONG])
    for stem in KIT.stems:
        for paths in (RIGHT, WRONG):
            assert any(path.parent.name == stem[:4] for path in paths), stem


def misconceptions_of(stem: str) -> set[str]:
    """Return the ids whose formulas, rules or loops differ from the right ones in an exercise."""
    exercise = KIT.exercise(stem)
    derivation = derivation_of(exercise.problem)
    computed = {function.computes for function in exercise.functions}
    found = set()
    for model in derivation.costs.values():
        for kind, candidates in (("gradient", model.wrong_gradients), ("cost", model.wrong_costs)):
            if kind in computed:
                found |= {candidate.misconceptions[0] for candidate in candidates}
    if "update" in computed:
        found |= {rule.id for rule in derivation.rules if rule.id}
    if "descent" in computed:
        recorded = any("costs" in function.returns for function in exercise.functions)
        found |= {name for name in LOOPS if recorded or name != "cost-recorded-late"}
    return found


@pytest.mark.parametrize("stem", KIT.stems)
def test_every_misconception_has_a_submission(stem: str, sandbox: Sandbox) -> None:
    """Whatever can be named in an exercise, some stored submission of that exercise is named so."""
    stored = {
        misconception for path in WRONG if path.parent.name == stem[:4] for misconception, _ in stated(path)
    }

    assert WITHOUT_A_FILE.get(stem[:4], set()) == misconceptions_of(stem) - stored


def test_every_name_is_in_the_catalogue() -> None:
    """The headers of stored submissions name nothing that the kit does not know."""
    named = {misconception for path in WRONG for misconception, _ in stated(path)}

    assert set() == named - set(CATALOGUE)


def is_proved(path: Path, sandbox: Sandbox) -> bool:
    """Tell whether every function of a file that has a formula was run on symbols and equals it."""
    exercise = KIT.exercise(path.parent.name)
    worker = sandbox.open(path.read_text(encoding="utf-8"), limits=exercise.limits, filename=path.name)
    worker.load()
    traces = traces_of(make_bench(exercise, worker, own_seed(path)))
    worker.close()
    # A procedure decides by comparing values, and has no formula that it could be proved to be.
    formulas = [function for function in exercise.functions if function.computes != "procedure"]
    return len(traces) == len(formulas) and all(run.equals_reference() for run in traces.values())


@pytest.mark.parametrize("exercise", PROVED_FLOOR)
def test_most_right_files_are_proved(exercise: str, sandbox: Sandbox) -> None:
    """The trace equals the reference for most right files, however they are written."""
    files = [path for path in RIGHT if path.parent.name == exercise]
    unproved = [name_of(path) for path in files if not is_proved(path, sandbox)]

    assert PROVED_FLOOR[exercise] <= 1 - len(unproved) / len(files), unproved
