"""A class is graded: the same bytes by any number of judges, whatever happens on the way."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.__main__ import main
from grader.classroom.as_json import Run, run_to_json
from grader.classroom.conditions import conditions_of
from grader.classroom.gradebook import Gradebook
from grader.classroom.grading import Assignment, Grading, Tally
from grader.classroom.intake import Intake
from grader.classroom.judging import Job, Judged, Settings
from grader.classroom.local import LocalEngine
from grader.classroom.records import Conditions, HandIn, NotGraded, Override
from grader.classroom.secret import secret_beside, secret_of
from grader.errors import ExitCode, KitError, NotIsolatedError
from grader.kit import find_kit
from grader.results import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="submissions are confined on Linux only")

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
AT = "2026-11-25T10:00:00.000Z"
SEED = 4_815_162_342
RIGHT = (ROOT / "solutions" / STEM / "ex03.py").read_text(encoding="utf-8")
#: So short that attacks on time itself take little of it.
LIMITS = "cpu_seconds_per_call = 0.3\ncpu_seconds = 3.0\nmemory_mb = 256"
#: A check with which a suite harms its own judge, as a fault of ours might.
FAULTY_CHECK = '''

@pytest.mark.points(1)
def test_marker(submission, oracle, probes):
    """the judge survives this check."""
    import os

    marker = submission.worker.globals().get("marker")
    if marker == 1:
        os._exit(7)
    if marker == 2:
        raise RuntimeError("a fault of the suite")
'''


def load_benchmark() -> ModuleType:
    """Return the script that writes large classes and kills their grading."""
    spec = importlib.util.spec_from_file_location("class_writer", ROOT / "benchmarks" / "hundred_thousand.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


BENCHMARK = load_benchmark()


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One cache of derivations for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit with exercise 03 and short limits."""
    return BENCHMARK.write_kit(tmp_path_factory.mktemp("kit"), LIMITS)


def write_class(folder: Path, names: list[str]) -> Path:
    """Write stored submissions as a class and return its folder."""
    for name in names:
        (folder / name).mkdir(parents=True)
        source = (ROOT / "tests" / "submissions" / "ex03" / f"{name}.py").read_text(encoding="utf-8")
        (folder / name / "ex03.py").write_text(source, encoding="utf-8")
    return folder


def grade(
    folder: Path, gradebook: Path, kit: Path, *, n_judges: int = 2, seed: int = SEED, **options: Any
) -> Tally:
    """Grade a class in this process."""
    chosen = find_kit(kit)
    secret = secret_of(str(seed))
    with Intake(folder, chosen) as intake, Gradebook(gradebook, create=True) as opened:
        assignments = {
            stem: Assignment("a title", 10.0, conditions_of(chosen.exercise(stem), secret.seed_id))
            for stem in intake.counts()
        }
        grading = Grading(intake, opened, assignments, **options)
        with LocalEngine(Settings(str(kit), "strict", secret.seed), n_judges) as engine:
            return grading.run(engine, lambda tally: None)


def canonical(gradebook: Path) -> list[str]:
    """Return a gradebook in the form that does not hang on how it was made."""
    with Gradebook(gradebook) as opened:
        return list(opened.canonical_lines())


def outcomes(gradebook: Path) -> dict[str, str]:
    """Return how each learner's submission ended."""
    with Gradebook(gradebook) as opened:
        return {standing.learner: standing.outcome for standing in opened.standings()}


MIXED = [
    "right_class",
    "right_fraction",
    "right_loop",
    "wrong_missing_mean",
    "wrong_missing_mean_and_sequential_update",
    "wrong_name_error",
    "wrong_nameless_constants",
    "wrong_sequential_update_w_first",
    "wrong_swapped_return_both",
    "wrong_syntax_error",
]


@pytest.fixture(scope="module")
def undisturbed(kit: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The gradebook of a small class that one judge came to."""
    folder = tmp_path_factory.mktemp("undisturbed")
    grade(write_class(folder / "in", MIXED), folder / "g.sqlite", kit, n_judges=1)
    return canonical(folder / "g.sqlite")


def test_same_bytes_with_any_number_of_judges(kit: Path, tmp_path: Path, undisturbed: list[str]) -> None:
    """One judge and three come to the same gradebook."""
    grade(write_class(tmp_path / "in", MIXED), tmp_path / "g.sqlite", kit, n_judges=3)

    assert MIXED == [json.loads(line)["learner"] for line in undisturbed]
    assert undisturbed == canonical(tmp_path / "g.sqlite")


def test_reports_are_those_of_check(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report in the gradebook is the one that `grader check` gives with the same seed, but for the seed."""
    folder = write_class(tmp_path / "in", ["wrong_missing_mean", "wrong_sequential_update_w_first"])
    grade(folder, tmp_path / "g.sqlite", kit)
    with Gradebook(tmp_path / "g.sqlite") as opened:
        for standing in list(opened.standings()):
            assert standing.result is not None
            stored = opened.report(standing.result)
            path = str(folder / standing.learner / "ex03.py")
            main(["check", "ex03", path, "--kit", str(kit), "--seed", str(SEED), "--json"])
            checked = json.loads(capsys.readouterr().out)
            assert stored["seed"] is None
            for report in (stored, checked):
                del report["seed"], report["submission"]["path"]
            assert checked == stored


def test_notebook_in_a_class(kit: Path, tmp_path: Path) -> None:
    """A notebook's mistake is named with its cell, and a second run knows the notebook again."""
    source = (ROOT / "tests" / "submissions" / "ex03" / "wrong_sequential_update_w_first.py").read_text(
        encoding="utf-8"
    )
    cells = [{"cell_type": "code", "source": text} for text in ("%matplotlib inline", source, "oops")]
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "in" / "ada" / "ex03.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    first = grade(tmp_path / "in", tmp_path / "g.sqlite", kit, n_judges=1)
    again = grade(tmp_path / "in", tmp_path / "g.sqlite", kit, n_judges=1)
    with Gradebook(tmp_path / "g.sqlite") as opened:
        (standing,) = opened.standings()
        (diagnosis,) = opened.report(standing.result or 0)["diagnoses"]

    assert [(1, 0), (0, 1)] == [(tally.n_judged, tally.n_unchanged) for tally in (first, again)]
    assert "sequential-update" == diagnosis["misconception"]
    assert diagnosis["place"].startswith("cell 2, lines ")


def test_nothing_is_judged_twice(kit: Path, tmp_path: Path) -> None:
    """A second run judges only what is new or has changed, and learners with the same file share a result."""
    folder = write_class(tmp_path / "in", ["right_loop", "wrong_missing_mean"])
    first = grade(folder, tmp_path / "g.sqlite", kit)
    (folder / "copy").mkdir()
    (folder / "copy" / "ex03.py").write_bytes((folder / "right_loop" / "ex03.py").read_bytes())
    (folder / "wrong_missing_mean" / "ex03.py").write_text(f"{RIGHT}# changed\n", encoding="utf-8")
    second = grade(folder, tmp_path / "g.sqlite", kit)
    third = grade(folder, tmp_path / "g.sqlite", kit)

    assert [(2, 0), (1, 2), (0, 3)] == [(t.n_judged, t.n_unchanged) for t in (first, second, third)]
    assert {"passed"} == set(outcomes(tmp_path / "g.sqlite").values())


class OneByOne:
    """An engine without judges that is done with a submission before it takes the next."""

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield an empty report for each job as it comes."""
        for job in jobs:
            yield [Judged(job.number, Report(job.stem, "a title", "ex03.py", "", Outcome.PASSED), 0.0)]


def test_same_file_is_not_graded_before(tmp_path: Path) -> None:
    """Whose file another learner of the run handed in shares its result; only the next run knew it before."""
    for learner, source in {"ada": b"x = 1", "bob": b"x = 1", "cy": b"'\xff'", "dan": b"'\xff'"}.items():
        (tmp_path / "in" / learner).mkdir(parents=True)
        (tmp_path / "in" / learner / "ex03.py").write_bytes(source)
    known = {STEM: Assignment("a title", 10.0, Conditions(STEM, "suite", "kit", "engine", "seed"))}
    tallies = []
    for is_regrade in (False, False, True):
        with (
            Intake(tmp_path / "in", find_kit(ROOT)) as intake,
            Gradebook(tmp_path / "g.sqlite", create=True) as opened,
        ):
            grading = Grading(intake, opened, known, is_regrade=is_regrade)
            tallies.append(grading.run(OneByOne(), lambda tally: None))

    assert [(2, 2, 0), (0, 0, 4), (2, 2, 0)] == [(t.n_judged, t.n_shared, t.n_unchanged) for t in tallies]


def test_roster_comes_later(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Who was graded without a roster gets its name and keeps points set by hand; then it has to be given."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Ada Lovelace_11_assignsubmission_file_ex03.py").write_bytes(b"x = 1")
    roster = tmp_path / "roster.csv"
    roster.write_text("email,name\nada@uni.example,Ada Lovelace\n", encoding="utf-8")
    known = {STEM: Assignment("a title", 10.0, Conditions(STEM, "suite", "kit", "engine", "seed"))}
    for given in (None, roster, roster):
        with (
            Intake(tmp_path / "in", find_kit(ROOT), roster=given) as intake,
            Gradebook(tmp_path / "g.sqlite", create=True) as opened,
        ):
            Grading(intake, opened, known).run(OneByOne(), lambda tally: None)
            if given is None:
                opened.override(Override("Ada Lovelace_11", STEM, 7.0, "grace", "shown in the lab", AT))
                opened.commit()
            standings = [(standing.learner, standing.points) for standing in opened.standings()]
    book = ["--gradebook", str(tmp_path / "g.sqlite")]
    code = main(["grade", str(tmp_path / "in"), "--kit", str(ROOT), *book])
    roster.write_text("sid,name\n7,Ada Lovelace\n", encoding="utf-8")
    dry = main(
        ["grade", str(tmp_path / "in"), "--kit", str(ROOT), "--roster", str(roster), "--dry-run", *book]
    )
    withdraw = ["gradebook", "set", "ada", "ex03", "none", "--why", "a mistake", *book]

    assert [("ada@uni.example", 7.0)] == standings
    assert [ExitCode.ALL_POINTS, ExitCode.USAGE] == [main(withdraw), main(withdraw)]
    assert ExitCode.USAGE == code == dry
    err = capfd.readouterr().err
    assert "was graded with a roster" in err
    assert "Ada Lovelace is “ada@uni.example” in the gradebook and “7” in this roster" in err
    assert f"Nothing was set by hand for ada@uni.example in {STEM}, so" in err


def test_history_of_two_names(tmp_path: Path) -> None:
    """Who is in a gradebook by two names, each with hand-ins, is said to be; the roster's name goes on."""
    (tmp_path / "in" / "bob").mkdir(parents=True)
    (tmp_path / "in" / "bob" / "ex03.py").write_bytes(b"x = 1")
    roster = tmp_path / "roster.csv"
    roster.write_text("login,email\nbob,rob@x.example\n", encoding="utf-8")
    known = {STEM: Assignment("a title", 10.0, Conditions(STEM, "suite", "kit", "engine", "seed"))}
    with Gradebook(tmp_path / "g.sqlite", create=True) as opened:
        for learner in ("bob", "rob@x.example"):
            opened.hand_in(HandIn(learner, STEM, learner, "ex03.py"), b"", AT)
        people = [*opened.learners()]
        with Intake(tmp_path / "in", find_kit(ROOT), roster=roster, known=people) as intake:
            tally = Grading(intake, opened, known).run(OneByOne(), lambda tally: None)
            told = "".join(run_to_json(intake, Run("in", {STEM: "a title"}, "g.sqlite", tally, 1.0)))

    assert [("rob@x.example", "bob")] == tally.doubled
    assert [{"before": "rob@x.example", "learner": "bob"}] == json.loads(told)["doubled"]


@pytest.mark.parametrize("change", ["regrade", "seed", "suite"])
def test_judged_again(change: str, tmp_path: Path) -> None:
    """With `--regrade`, another seed or another suite all is judged anew, and what was before is kept."""
    kit = BENCHMARK.write_kit(tmp_path / "kit", LIMITS)
    folder = write_class(tmp_path / "in", ["wrong_missing_mean"])
    grade(folder, tmp_path / "g.sqlite", kit)
    suite = kit / "solutions" / STEM / "test_hidden.py"
    if change == "suite":
        suite.write_text(f"{suite.read_text(encoding='utf-8')}\n# another\n", encoding="utf-8")
    again = grade(
        folder,
        tmp_path / "g.sqlite",
        kit,
        seed=SEED + (change == "seed"),
        is_regrade=change == "regrade",
    )
    with Gradebook(tmp_path / "g.sqlite") as opened:
        kinds = [event.kind for event in opened.history("wrong_missing_mean", STEM)]

    assert 1 == again.n_judged
    assert ["handed-in", "graded", "graded"] == kinds


class Stopping(OneByOne):
    """An engine that is interrupted after some submissions."""

    def __init__(self, after: int) -> None:
        self.after = after

    def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
        """Yield an empty report for each of the first jobs."""
        for _, judged in zip(range(self.after), super().judged(jobs), strict=False):
            yield judged
        raise KeyboardInterrupt


def test_interrupted_regrade_goes_on(tmp_path: Path) -> None:
    """What it has judged again is not judged a third time, until it has come to its end."""
    for number in range(5):
        (tmp_path / "in" / f"l{number}").mkdir(parents=True)
        (tmp_path / "in" / f"l{number}" / "ex03.py").write_text(f"x = {number}", encoding="utf-8")
    known = {STEM: Assignment("a title", 10.0, Conditions(STEM, "suite", "kit", "engine", "seed"))}

    def graded(engine: OneByOne, *, is_regrade: bool = True, folder: str = "in") -> tuple[int, int, bool]:
        with (
            Intake(tmp_path / folder, find_kit(ROOT)) as intake,
            Gradebook(tmp_path / "g.sqlite", create=True) as opened,
        ):
            grading = Grading(intake, opened, known, is_regrade=is_regrade)
            with suppress(KeyboardInterrupt):
                grading.run(engine, lambda tally: None)
            return grading.tally.n_judged, grading.tally.n_unchanged, bool(grading.goes_on_from)

    shutil.copytree(tmp_path / "in", tmp_path / "other")
    first = graded(OneByOne(), is_regrade=False)
    stopped = graded(Stopping(2))
    elsewhere = graded(Stopping(1), folder="other")
    again = graded(Stopping(1))
    last = graded(OneByOne())
    anew = graded(OneByOne())
    left = graded(Stopping(3))
    plain = graded(OneByOne(), is_regrade=False)
    after_plain = graded(OneByOne())

    assert [(5, 0, False), (2, 0, False), (1, 0, False)] == [first, stopped, elsewhere]
    assert [(1, 2, True), (2, 3, True)] == [again, last]
    assert [(5, 0, False), (3, 0, False), (0, 5, False), (5, 0, False)] == [anew, left, plain, after_plain]


# --- whatever a submission does ------------------------------------------------------------------------


def test_attacks_change_nobody_elses_verdict(kit: Path, tmp_path: Path, undisturbed: list[str]) -> None:
    """With the whole corpus of attacks among them, all others' results are the same to the byte."""
    among = write_class(tmp_path / "among", MIXED)
    for number, path in enumerate(BENCHMARK.ATTACKS):
        # Between the others in the order of judging, so that each has attackers before and beside it.
        learner = among / f"{MIXED[number % len(MIXED)]}_then_{path.stem}"
        learner.mkdir()
        (learner / "ex03.py").write_text(BENCHMARK.hostile_source(path), encoding="utf-8")
    tally = grade(among, tmp_path / "among.sqlite", kit)
    disturbed = canonical(tmp_path / "among.sqlite")

    assert undisturbed == [line for line in disturbed if json.loads(line)["learner"] in MIXED]
    assert 0 == tally.n_faults
    attackers = [json.loads(line) for line in disturbed if json.loads(line)["learner"] not in MIXED]
    assert len(BENCHMARK.ATTACKS) == len(attackers)
    assert [] == [line["learner"] for line in attackers if line["outcome"] == "passed"]


def faulty_kit(folder: Path) -> Path:
    """Write a kit whose suite harms its judge at some submissions."""
    kit = BENCHMARK.write_kit(folder, LIMITS)
    with (kit / "solutions" / STEM / "test_hidden.py").open("a", encoding="utf-8") as suite:
        suite.write(FAULTY_CHECK)
    return kit


@pytest.mark.parametrize("n_judges", [1, 2])
def test_own_fault_costs_one_submission(n_judges: int, tmp_path: Path) -> None:
    """Where a judge dies or a suite fails, that submission is tried twice and is our fault, and no other."""
    kit = faulty_kit(tmp_path / "kit")
    folder = write_class(tmp_path / "in", MIXED[:4])
    for marker, name in ((1, "right_d"), (2, "right_e"), (1, "wrong_z")):
        (folder / name).mkdir()
        (folder / name / "ex03.py").write_text(f"{RIGHT}marker = {marker}  # {name}\n", encoding="utf-8")
    tally = grade(folder, tmp_path / "g.sqlite", kit, n_judges=n_judges)
    found = outcomes(tmp_path / "g.sqlite")
    with Gradebook(tmp_path / "g.sqlite") as opened:
        faults = {
            standing.learner: opened.report(standing.result or 0)["message"]
            for standing in list(opened.standings())
            if standing.outcome == "grader-fault"
        }

    assert 3 == tally.n_faults
    assert {"right_d", "right_e", "wrong_z"} == set(faults)
    assert "It could not be judged: the judge's process ended by itself." == faults["right_d"]
    assert "RuntimeError: a fault of the suite" in faults["right_e"]
    assert ["passed", "passed", "passed", "failed"] == [found[name] for name in MIXED[:4]]


def test_killed_judge_is_replaced(kit: Path, tmp_path: Path, undisturbed: list[str]) -> None:
    """A judge that is killed on the way costs nobody a verdict, and the bytes stay the same."""
    folder = write_class(tmp_path / "in", MIXED)

    class Killed(LocalEngine):
        """Has one of its judges killed after each of the first results."""

        def judged(self, jobs: Iterator[Job]) -> Iterator[list[Judged]]:
            n_killed = 0
            for batch in super().judged(jobs):
                if batch and n_killed < 2:
                    pid = self._judges[n_killed % len(self._judges)].pid
                    assert pid is not None
                    os.kill(pid, signal.SIGKILL)
                    n_killed += 1
                yield batch

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[__name__], "LocalEngine", Killed)
        tally = grade(folder, tmp_path / "killed.sqlite", kit)

    assert 0 == tally.n_faults
    assert undisturbed == canonical(tmp_path / "killed.sqlite")


def test_broken_suite_ends_the_run(tmp_path: Path) -> None:
    """A suite that cannot be collected is no learner's fault: the run ends with where the fault is."""
    kit = BENCHMARK.write_kit(tmp_path / "kit")
    (kit / "solutions" / STEM / "test_hidden.py").write_text("import nowhere\n", encoding="utf-8")
    with pytest.raises(KitError) as caught:
        grade(write_class(tmp_path / "in", ["right_loop"]), tmp_path / "g.sqlite", kit)

    assert "test_hidden.py:1: the suite cannot be collected: ModuleNotFoundError" in str(caught.value)


# --- whoever is killed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("n_submissions", "n_kills"), [(120, 3)])
def test_killed_coordinator_loses_nothing(
    n_submissions: int, n_kills: int, kit: Path, tmp_path: Path
) -> None:
    """After kill -9 the same command goes on; the gradebook is that of an undisturbed run, byte for byte."""
    BENCHMARK.write_class(tmp_path / "in", n_submissions, seed=3, hostile=0.02)
    (tmp_path / "seed").write_text(f"{SEED}\n", encoding="ascii")
    runs = [
        BENCHMARK.graded(
            tmp_path / "in",
            tmp_path / f"{kills}.sqlite",
            tmp_path / "seed",
            "--kit",
            str(kit),
            n_kills=kills,
            n_all=n_submissions,
        )
        for kills in (0, n_kills)
    ]

    assert [0, n_kills] == [ran.n_kills for ran in runs]
    assert n_submissions == len(runs[0].lines)
    assert runs[0].lines == runs[1].lines


def test_interrupted(kit: Path, tmp_path: Path) -> None:
    """Ctrl-C keeps what was graded and says so, leaves no process behind, and the next run goes on."""
    BENCHMARK.write_class(tmp_path / "in", 200, seed=5, hostile=0.0)
    command = [sys.executable, "-m", "grader", "grade", "in", "--kit", str(kit), "--jobs", "2"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    while not BENCHMARK.results_in(tmp_path / "gradebook.sqlite"):
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    n_results = BENCHMARK.results_in(tmp_path / "gradebook.sqlite")

    assert ExitCode.INTERRUPTED == process.returncode
    assert errors.endswith("grader: Interrupted. What was graded is kept; the same command goes on.\n")
    assert "Traceback" not in errors
    assert 0 < n_results < 200
    assert is_gone(process.pid)


def is_gone(group: int) -> bool:
    """Tell whether a group of processes has no more members, or will have none in a few seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


# --- the command ---------------------------------------------------------------------------------------


@pytest.fixture
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a small class, one file of which is no text and one in an archive."""
    write_class(tmp_path / "in", ["right_loop", "wrong_missing_mean"])
    (tmp_path / "in" / "zoe").mkdir()
    (tmp_path / "in" / "zoe" / "ex03.py").write_bytes(b"x = '\xff'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRADER_SEED", raising=False)
    return tmp_path


def test_command(at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One command grades a folder, says what came of it, and succeeds whatever the points are."""
    code = main(["grade", "in", "--kit", str(kit), "--jobs", "1"])
    out, errors = capfd.readouterr()

    assert ExitCode.ALL_POINTS == code
    assert [
        "ex03  Update w and b at the same time: 3 submissions",
        "3 submissions graded (3 judged) in gradebook.sqlite.",
        "1 of them cannot be read as Python and has no points; `grader gradebook show` says whose.",
    ] == out.splitlines()
    assert "A secret seed was made in gradebook.sqlite.seed." in errors
    assert {"right_loop": "passed", "wrong_missing_mean": "failed", "zoe": "unreadable"} == outcomes(
        at_work / "gradebook.sqlite"
    )


def test_seed_is_nowhere(
    at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret is neither printed nor kept in the gradebook, nor left in the environment."""
    monkeypatch.setenv("GRADER_SEED", str(SEED))
    main(["grade", "in", "--kit", str(kit), "--jobs", "1"])
    out, errors = capfd.readouterr()
    with Gradebook(at_work / "gradebook.sqlite") as opened:
        reports = [json.dumps(opened.report(s.result)) for s in list(opened.standings()) if s.result]

    assert "GRADER_SEED" not in os.environ
    assert not [text for text in (out, errors, *reports) if str(SEED) in text]
    assert str(SEED).encode() not in (at_work / "gradebook.sqlite").read_bytes()
    assert not (at_work / "gradebook.sqlite.seed").exists()


def test_dry_run(at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A dry run shows who was found, who is missing and what is not clear, and writes nothing."""
    (at_work / "roster.csv").write_text(
        "learner,login,name\nright_loop,,\nmax,,\nw1,wrong_missing_mean,Mia M.\n", encoding="utf-8"
    )
    (at_work / "in" / "eve").mkdir()
    (at_work / "in" / "eve" / "work.zip").write_bytes(b"PK")
    code = main(["grade", "in", "--kit", str(kit), "--roster", "roster.csv", "--dry-run"])
    out, _ = capfd.readouterr()

    assert ExitCode.NOT_ALL_POINTS == code
    assert [
        "ex03  Update w and b at the same time: 3 submissions",
        "  right_loop: right_loop/ex03.py",
        "  w1 (Mia M.): wrong_missing_mean/ex03.py",
        "  zoe: zoe/ex03.py",
        "Not in the roster, and graded all the same:",
        "  zoe",
        "Missing from ex03:",
        "  max",
        "Not graded:",
        "  eve/work.zip: it is an archive inside; unpack it first.",
    ] == out.splitlines()
    assert not (at_work / "gradebook.sqlite").exists()


def test_another_seed_is_said(at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whose seed file got lost is told why everybody is judged anew; no seed is left without a gradebook."""
    conditions = Conditions(STEM, "suite", "kit", "engine", "lost")
    with Gradebook(at_work / "gradebook.sqlite", create=True) as opened:
        report = Report(STEM, "a title", "ex03.py", "", Outcome.PASSED)
        opened.record(conditions, report, seconds=0.0, graded_at="2026-11-25T10:00:00.000Z")
        opened.commit()
    main(["grade", "in", "--kit", str(kit), "--jobs", "1"])
    main(["grade", "in", "--kit", str(kit), "--gradebook", "in"])
    with Gradebook(at_work / "gradebook.sqlite") as opened:
        is_still_so = opened.is_of_other_seeds(secret_beside(at_work / "gradebook.sqlite")[0].seed_id)

    assert not is_still_so
    assert "are of another seed, so everything is judged anew" in capfd.readouterr().err
    assert not (at_work / "in.seed").exists()


def test_other_exercises_are_counted(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file whose name says another exercise than `--exercise` is not dropped unseen."""
    (at_work / "in" / "right_loop" / "ex03.py").rename(at_work / "in" / "right_loop" / "ex04.py")
    code = main(["grade", "in", "--kit", str(ROOT), "--exercise", "ex03", "--dry-run"])

    assert ExitCode.ALL_POINTS == code
    assert [
        "ex03  Update w and b at the same time: 2 submissions",
        "  wrong_missing_mean: wrong_missing_mean/ex03.py",
        "  zoe: zoe/ex03.py",
        "Left out by --exercise: 1 file whose name says another one, such as right_loop/ex04.py.",
    ] == capfd.readouterr().out.splitlines()


def documented(page: str, schema: str) -> set[str]:
    """Return the keys of a page's table under the heading that names a schema."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    section = text[text.index(f"`{schema}`") :].partition("\n#")[0]
    return {
        key
        for cell in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for key in re.findall("`(.*?)`", cell)
    }


def keys_of(value: Any) -> set[str]:
    """Return all keys of a document but those that are names of outcomes."""
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    if not isinstance(value, dict):
        return set()
    inner = [keys_of(one) for key, one in value.items() if key != "outcomes"]
    return set(value).union(*inner)


def test_grade_for_programs(at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """--json tells of a dry run and of a run in the same keys, all documented, and nothing else on stdout."""
    (at_work / "in" / "zoe" / "ex03.py").unlink(missing_ok=True)
    (at_work / "in" / "zoe" / "ex03.ipynb").write_text("no notebook", encoding="utf-8")
    (at_work / "roster.csv").write_text("learner,name\nright_loop,\nmia,Mia M.\n", encoding="utf-8")
    words = ["grade", "in", "--kit", str(kit), "--roster", "roster.csv", "--json", "--jobs", "1"]
    codes = main([*words, "--dry-run"]), main(words), main(words)
    decoder, text, found = json.JSONDecoder(), capfd.readouterr().out, []
    while text:
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:].lstrip()
    dry, run, again = found

    assert (ExitCode.NOT_ALL_POINTS,) * 3 == codes
    assert (True, None, None) == (dry["dry_run"], dry["gradebook"], dry["tally"])
    assert [{"failed": 1, "passed": 1}] * 2 == [one["exercises"][0]["outcomes"] for one in (run, again)]
    assert [(2, 0, 1), (0, 2, 1)] == [
        tuple(one["tally"][key] for key in ("n_judged", "n_unchanged", "n_refused")) for one in (run, again)
    ]
    assert 3 == run["tally"]["n_all"] == len(run["found"])
    for one in found:
        assert [{"learner": "mia", "name": "Mia M.", "exercise": STEM}] == one["missing"]
        assert ["wrong_missing_mean", "zoe"] == one["not_in_roster"]
        assert [("zoe/ex03.ipynb", "refused")] == [(p["path"], p["kind"]) for p in one["problems"]]
    assert documented("grading.md", "grader/grade/1") == keys_of(run) | {"before"}


def test_long_lists_say_how_many(at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of a long list the beginning is shown and the rest counted, so that nobody vanishes from it unseen."""
    names = "\n".join(f"missing{number:03}" for number in range(160))
    (at_work / "roster.csv").write_text(f"learner\n{names}\n", encoding="utf-8")
    main(["grade", "in", "--kit", str(kit), "--roster", "roster.csv", "--dry-run"])
    lines = capfd.readouterr().out.splitlines()
    missing = lines[lines.index("Missing from ex03:") + 1 :]

    assert ["  missing000", "  missing099"] == [missing[0], missing[99]]
    assert ["  and 60 more; --json lists them all"] == missing[100:]


def test_marks_by_hand(at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Points set by hand are shown, stay when the class is graded again, and stand in the history."""
    main(["grade", "in", "--kit", str(kit), "--jobs", "1"])
    main(["gradebook", "set", "missing_mean", "3", "7.5", "--why", "shown in the lab", "--who", "grace"])
    main(["grade", "in", "--kit", str(kit), "--jobs", "1"])
    capfd.readouterr()
    main(["gradebook", "show", "wrong_missing_mean"])
    main(["gradebook", "history", "wrong_missing_mean", "ex03"])
    shown, *history = capfd.readouterr().out.splitlines()
    main(["gradebook", "show", "wrong_missing_mean", "--json"])
    standings = json.loads(capfd.readouterr().out)["rows"]
    main(["gradebook", "history", "wrong_missing_mean", "ex03", "--json"])
    events = json.loads(capfd.readouterr().out)["rows"]
    words = ["--why", "a\n\x1bmistake ", "--who", "grace", "--json"]
    main(["gradebook", "set", "wrong_missing_mean", "ex03", "none", *words])
    withdrawn = json.loads(capfd.readouterr().out)

    assert ("grace", "a \\x1bmistake", None) == tuple(
        withdrawn["override"][key] for key in ("who", "why", "points")
    )
    assert (False, 4.0) == (withdrawn["standing"]["is_overridden"], withdrawn["standing"]["points"])
    assert documented("gradebook.md", "grader/standings/1") == {"schema", "rows", "not_graded"} | keys_of(
        standings
    ) | {field.name for field in fields(NotGraded)}
    assert documented("gradebook.md", "grader/history/1") == {"schema", "rows"} | keys_of(events)
    assert documented("gradebook.md", "grader/gradebook-set/1") == (
        keys_of(withdrawn) - keys_of(withdrawn["standing"]) | keys_of(withdrawn["override"])
    )
    assert [(7.5, True)] == [(one["points"], one["is_overridden"]) for one in standings]
    assert ["handed-in", "graded", "override"] == [one["kind"] for one in events]
    assert "wrong_missing_mean  ex03  7.5 of 10  failed, set by hand" == shown
    assert ["handed in", "graded", "set"] == [line[26:36].strip() for line in history]
    assert history[-1].endswith("by grace: shown in the lab  7.5 points")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show"], "The gradebook gradebook.sqlite does not exist;"),
        (["set", "ada", "ex03", "lots", "--why", "x"], "“lots” are no points; give a number from 0, or none"),
        (["set", "ada", "ex03", "3", "--why", " "], "--why is empty;"),
        (["set", "ada", "ex03", "3"], "Missing option '--why'."),
    ],
    ids=["no gradebook", "no points", "empty reason", "no reason"],
)
def test_gradebook_sentences(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """What cannot be done with a gradebook is said in a sentence."""
    monkeypatch.chdir(tmp_path)

    assert ExitCode.USAGE == main(["gradebook", *arguments])
    assert f"grader: {sentence}" in capfd.readouterr().err


def test_nothing_found(tmp_path: Path, kit: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder without submissions is wrong usage, and no gradebook is made."""
    words = ["grade", str(tmp_path), "--kit", str(kit), "--gradebook", str(tmp_path / "g.sqlite")]
    codes = main(words), main([*words, "--dry-run"])

    assert (ExitCode.USAGE, ExitCode.NOT_ALL_POINTS) == codes
    assert "No submission was found that can be graded; --dry-run says why" in capfd.readouterr().err
    assert not (tmp_path / "g.sqlite").exists()


def test_refuses_without_isolation(
    at_work: Path, kit: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where full isolation cannot be had nothing is graded, with an exit code of its own."""

    def refuse(self: object) -> None:
        raise NotIsolatedError("Strict isolation is not to be had here.")

    from grader.sandbox import Sandbox

    monkeypatch.setattr(Sandbox, "isolation", property(refuse))
    code = main(["grade", "in", "--kit", str(kit)])

    assert ExitCode.NOT_ISOLATED == code
    assert "Strict isolation is not to be had here. Nothing was graded." in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [["--engine", "dask"], ["--scheduler", "tcp://localhost:1"]])
def test_engine_and_scheduler(arguments: list[str], at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Dask needs its scheduler's address, and an address needs Dask."""
    assert ExitCode.USAGE == main(["grade", "in", *arguments])
    assert "--engine dask and --scheduler ADDRESS belong together" in capfd.readouterr().err
