"""The gate as a command: an exercise that is right passes, and each weakness of one is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.authoring import Result, Task, summarised
from grader.errors import ExitCode, Fault

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex01_one_parameter"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a kit with a copy of ex01, the quickest exercise."""
    for half in ("exercises", "solutions"):
        shutil.copytree(ROOT / half / STEM, tmp_path / half / STEM)
    return tmp_path


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment with a cache of this run."""
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    cache = str(tmp_path_factory.getbasetemp() / "grader-cache")
    return {**kept, "GRADER_CACHE": cache, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def validate(kit: Path, environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a kit, in the kit's folder."""
    return subprocess.run(
        [sys.executable, "-m", "grader", "validate", "--jobs", "1", *options],
        cwd=kit,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def change(file: Path, old: str, new: str) -> None:
    """Replace a text in a file where it must stand."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_right_exercise(kit: Path, environment: dict[str, str]) -> None:
    """Nothing is found, the matrix is shown, and progress is a line on standard error."""
    done = validate(kit, environment, "--matrix")

    assert ExitCode.ALL_POINTS == done.returncode, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert "ex01 compute_gradient" == lines[0]
    assert lines[-1].startswith("1 exercise, no faults (")
    assert "2 of 2 functions proved" in lines[-1]
    assert f"{STEM}: no faults, " in done.stderr
    assert "\r" not in done.stderr


def test_a_weak_exercise(kit: Path, environment: dict[str, str]) -> None:
    """A suite that does not look, an example that fails and a hint that tells are told with their lines."""
    solution, exercise = kit / "solutions" / STEM, kit / "exercises" / STEM
    # The update is asked for and not compared any more.
    change(solution / "test_hidden.py", "oracle.update(probe)", "answer.value and oracle.update(probe)")
    text = (solution / "test_hidden.py").read_text(encoding="utf-8")
    start = text.index("    for probe in probes:\n        answer = submission.update(probe)")
    end = text.index("@pytest.mark.points(2)")
    (solution / "test_hidden.py").write_text(
        f"{text[:start]}    assert submission.update(probes[0]).value is not None\n\n\n{text[end:]}",
        encoding="utf-8",
    )
    change(
        exercise / "exercise.toml", "the slope, by alpha times the slope", "w - alpha * compute_gradient(w)"
    )
    (exercise / "test_examples.py").write_text(
        '"""Wrong."""\n\n\ndef test_nothing():\n    """Is true of any file."""\n\n    assert 1 == 1\n',
        encoding="utf-8",
    )
    done = validate(kit, environment, "--json")

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    data = json.loads(done.stdout)
    assert "grader/validate/1" == data["schema"]
    faults = {fault["message"]: (fault["path"], fault["line"]) for fault in data["faults"]}
    passes = "double-step in update passes; the suite needs a check that sees it"
    assert (f"solutions/{STEM}/test_hidden.py", 1) == faults[passes]
    examples = (f"exercises/{STEM}/test_examples.py", 4)
    assert examples == faults["the stub passes test_nothing as it is shipped"]
    assert any(
        "gives away a line of the solution: w - alpha * compute_gradient(w)" in text for text in faults
    )


def test_a_problem_that_cannot_be_run(kit: Path, environment: dict[str, str]) -> None:
    """An error in problem.py is one fault with its line."""
    change(kit / "solutions" / STEM / "problem.py", "plain(cost=w**2", "plain(cost=v**2")
    done = validate(kit, environment)

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    first, last = done.stdout.splitlines()
    assert "problem.py:9: NameError: name 'v' is not defined" in first
    assert last.startswith("1 exercise, 1 fault (")


def test_mutants(kit: Path, environment: dict[str, str]) -> None:
    """The score is shown; a mutant that the suite does not see, or a reason for none, is a fault."""
    change(kit / "solutions" / STEM / "ex01.py", "    return 2 * w\n", "    w = w + 0\n    return 2 * w\n")
    (kit / "solutions" / STEM / "equivalent_mutants.toml").write_text(
        '[[mutants]]\nfunction = "compute_gradient"\n'
        'change = "w = w + 0 → w = w - 0"\nreason = "Nothing."\n\n'
        '[[mutants]]\nfunction = "update"\nchange = "a → b"\nreason = "It was there once."\n',
        encoding="utf-8",
    )
    done = validate(kit, environment, "--mutants")

    assert ExitCode.NOT_ALL_POINTS == done.returncode, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{STEM}: ")
    assert "1 the same as the reference" in lines[0]
    assert any("no check sees “w = w + 0 → pass” in compute_gradient" in line for line in lines)
    assert any("equivalent_mutants.toml:8: there is no mutant “a → b” in update" in line for line in lines)
    assert not any("w = w - 0”" in line for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_interrupted(environment: dict[str, str]) -> None:
    """Ctrl-C ends the command and all its processes, with an exit code of its own."""
    # The whole kit, so that something is surely left to do after the first exercise.
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "validate", "--jobs", "2", "--mutants"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    assert ": no faults, " in first
    assert ExitCode.INTERRUPTED == process.returncode
    assert "Traceback" not in errors
    assert is_empty(process.pid)


def is_empty(group: int) -> bool:
    """Tell whether a group of processes has no more members, or will have none in a few seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_summary() -> None:
    """The parts of one exercise are put together: faults once, numbers added."""
    fault = Fault("a.py", 3, "wrong")
    parts = [
        Result(Task("kit", STEM, 0, 2), (fault,), {"judged": 2, "proved": ["update"], "pairs": 4}, 1.0),
        Result(Task("kit", STEM, 1, 2), (fault,), {"judged": 3, "killed": 2, "equivalent": 1}, 2.0),
    ]
    (summary,) = summarised(parts)

    assert ((fault,), 5, 3.0) == (summary.faults, summary.judged, summary.seconds)
    assert (("update",), 4) == (summary.proved, summary.pairs)
    assert 0.5 == summary.mutation_score
