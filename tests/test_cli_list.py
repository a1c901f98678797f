"""`grader list`: what is read of each exercise, how it is laid out, and that nothing heavy is imported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.errors import ExitCode
from grader.feedback.entries import read_points, state_of
from grader.kit import find_kit
from grader.progress import record_report, record_reset

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.results import Report

    MakeKit = Callable[..., Path]

REPOSITORY = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
STUB = Path("exercises") / STEM / "ex03.py"
TOML = Path("exercises") / STEM / "exercise.toml"
SUITE = Path("solutions") / STEM / "test_hidden.py"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def kit(monkeypatch: pytest.MonkeyPatch, make_kit: MakeKit) -> Path:
    """Make a kit of two exercises the working folder, without colours and 80 columns wide."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    root = make_kit("ex01_one_parameter", STEM)
    monkeypatch.chdir(root)
    return root


def listed(capsys: Captured, *options: str) -> str:
    """Return what the command writes."""
    assert ExitCode.ALL_POINTS == main(["list", *options])
    out, err = capsys.readouterr()
    assert "" == err
    return out


def test_table(kit: Path, capsys: Captured) -> None:
    """Each exercise is a row, and the first that is to do is what to begin with."""
    SUITE.write_text("import pytest\n\n@pytest.mark.points(4)\ndef test_a(): pass\n", encoding="utf-8")

    assert [
        "      title                      concepts                          points  state",
        "ex01  Walk down the hill         gradient-descent                       0  to do",
        "ex03  Walk down the hill         gradient-descent                       4  to do",
        "",
    ] == listed(capsys).splitlines()[:4]
    assert "Begin with ex01: read " in listed(capsys)


def test_next_to_do(kit: Path, capsys: Captured) -> None:
    """What is started comes before what is to do, in the order of the exercises; so does what is missing."""
    Path("exercises/ex01_one_parameter/ex01.py").write_text("x = 1\n", encoding="utf-8")
    out = listed(capsys)
    assert "\nGo on with ex01: “grader check ex01” judges" in out
    assert " 0  started\n" in out

    Path("exercises/ex01_one_parameter/ex01.py").unlink()
    out = listed(capsys)
    assert "ex01.py is missing; " in out
    assert " 0  missing\n" in out


def test_verdicts(
    kit: Path, capsys: Captured, failed_report: Report, passed_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict is shown with its points, a pass as passed; what was reset is to do again."""
    monkeypatch.setenv("GRADER_STATE", str(kit / "state"))
    now = datetime(2026, 11, 25, tzinfo=UTC)
    STUB.write_text("x = 1\n", encoding="utf-8")
    record_report(find_kit(kit).id, failed_report, now)
    assert " 0  7 of 11\n" in listed(capsys)
    assert ("judged", 7.0, None) == told(capsys, "state", "points", "passed")

    record_report(find_kit(kit).id, passed_report, now + timedelta(minutes=1))
    assert " 0  passed\n" in listed(capsys)
    assert ("passed", 11.0, "2026-11-25T00:01:00.000000Z") == told(capsys, "state", "points", "passed")

    shutil.copy("exercises/ex01_one_parameter/ex01.py", STUB)
    record_reset(find_kit(kit).id, STEM, now + timedelta(minutes=2))
    assert ("to-do", None) == told(capsys, "state", "points")
    assert "Begin with ex01: " in listed(capsys)


def told(capsys: Captured, *keys: str) -> tuple[object, ...]:
    """Return what a program is told of ex03."""
    entry = json.loads(listed(capsys, "--json"))["exercises"][1]
    return tuple(entry[key] for key in keys)


def test_all_passed(
    kit: Path, capsys: Captured, passed_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When everything is passed, the list says so, whatever became of the files since."""
    monkeypatch.setenv("GRADER_STATE", str(kit / "state"))
    for stem in ("ex01_one_parameter", STEM):
        record_report(
            find_kit(kit).id, replace(passed_report, exercise=stem), datetime(2026, 11, 25, tzinfo=UTC)
        )

    assert listed(capsys).endswith("\nAll exercises are passed. “grader progress” looks back.\n")


@pytest.mark.parametrize("width", [40, 57, 71, 72, 80, 100])
def test_shipped_kit_fits(monkeypatch: pytest.MonkeyPatch, capsys: Captured, width: int) -> None:
    """The shipped kit fits narrow and wide terminals, and no concept is broken in two."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    out = listed(capsys)

    table = out.partition("\n\n")[0].splitlines()
    assert width >= max(map(len, table))
    assert "\x1b" not in out
    for name in ("ex01", "simultaneous-update", "deriving-the-gradient"):
        assert name in out


def test_no_color_wins(kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """--no-color leaves the same text without colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = listed(capsys)
    plain = listed(capsys, "--no-color")

    assert "\x1b[" in colored
    assert "\x1b[" not in plain
    assert colored.count("\n") == plain.count("\n")


def test_json(kit: Path, capsys: Captured) -> None:
    """Programs get every key."""
    values = json.loads(listed(capsys, "--json"))

    assert "grader/list/1" == values["schema"]
    assert {"path": str(kit), "title": ""} == values["kit"]
    assert {
        "exercise": STEM,
        "short": "ex03",
        "title": "Walk down the hill",
        "concepts": ["gradient-descent"],
        "max_points": 0.0,
        "state": "to-do",
        "points": None,
        "passed": None,
        "task": str(STUB.with_name("README.md")),
        "file": str(STUB),
    } == values["exercises"][1]


def test_title_of_the_kit(kit: Path, capsys: Captured) -> None:
    """A kit that has a title begins with it."""
    Path("kit.toml").write_text('title = "Week three"\n', encoding="utf-8")

    assert listed(capsys).startswith("Week three\n\n")


def test_empty_kit(tmp_path: Path, capsys: Captured) -> None:
    """A kit without exercises says so."""
    (tmp_path / "exercises").mkdir()

    assert "The kit has no exercises.\n" == listed(capsys, "--kit", str(tmp_path))


def test_a_broken_learner_file_is_no_fault(kit: Path, capsys: Captured) -> None:
    """A file that is not valid Python was started; the list is shown all the same."""
    STUB.write_text("def update(:\n", encoding="utf-8")

    assert " 0  started\n" in listed(capsys)


def test_faults(kit: Path, capsys: Captured) -> None:
    """What keeps the list from being made is told at once, each with file and line."""
    TOML.write_text("title = 3\n", encoding="utf-8")
    SUITE.write_text("x = 1\ndef test_a(:\n", encoding="utf-8")
    Path("exercises/ex01_one_parameter/exercise.toml").unlink()
    Path("solutions/ex01_one_parameter/test_hidden.py").unlink()

    assert ExitCode.USAGE == main(["list"])
    out, err = capsys.readouterr()
    assert "" == out
    assert err.startswith("grader: The kit has 6 faults:\n")
    assert f"{Path('exercises/ex01_one_parameter/exercise.toml')}:1: this file is missing; add it\n" in err
    assert f"{Path('solutions/ex01_one_parameter/test_hidden.py')}:1: this file is missing; add it\n" in err
    assert f"{TOML}:1: “title” has to be a text that is not empty\n" in err
    assert f"{SUITE}:2: not valid Python: invalid syntax" in err


def test_points_of_the_shipped_suites() -> None:
    """The points of every shipped suite can be read; those of ex03 are ten."""
    kit = find_kit(REPOSITORY)
    read = {stem: read_points(kit.root / "solutions" / stem / "test_hidden.py") for stem in kit.stems}

    assert (10.0, []) == read[STEM]
    assert [] == [stem for stem, (points, faults) in read.items() if faults or not points]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("@pytest.mark.points(1.5)\ndef test_a(): pass\n@mark.points(2)\ndef test_b(): pass", 3.5),
        ("class TestOf:\n    @pytest.mark.points(2)\n    def test_a(self): pass", 2.0),
        ("@pytest.mark.points(2)\n@pytest.mark.parametrize('n', [1, 2, 3])\ndef test_a(n): pass", 6.0),
        ("@pytest.mark.points(2)\n@pytest.mark.parametrize('n', RANGE)\ndef test_a(n): pass", None),
        ("@pytest.mark.points(WORTH)\ndef test_a(): pass", None),
        ("@pytest.mark.points(True)\ndef test_a(): pass", None),
        ("@other.points(2)\ndef test_a(): pass", None),
        ("def test_a(): pass", None),
        ("@pytest.mark.points(2)\ndef by_hand(): pass", 0.0),
    ],
)
def test_points(tmp_path: Path, source: str, expected: float | None) -> None:
    """Points are added up where they stand in the file, once for each case, and never guessed."""
    suite = tmp_path / "test_hidden.py"
    suite.write_text(source, encoding="utf-8")

    assert (expected, []) == read_points(suite)


def test_unknown_points(kit: Path, capsys: Captured) -> None:
    """Points that cannot be told are a question mark, and null for a program."""
    SUITE.write_text("def test_a(): pass\n", encoding="utf-8")

    assert " ?  to do\n" in listed(capsys)
    assert json.loads(listed(capsys, "--json"))["exercises"][1]["max_points"] is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def update(w):\n    raise NotImplementedError", "to-do"),
        (
            'def update(w):\n    """Return w."""\n    # nothing yet\n    raise NotImplementedError("fill")',
            "to-do",
        ),
        ("\ufeffimport numpy as np\n\ndef update(w):\n    raise NotImplementedError()", "to-do"),
        ("def update(w):\n    return w\n    raise NotImplementedError", "started"),
        ("def update(w):\n    raise ValueError", "started"),
        ("def update(w):\n    raise", "started"),
        ("def update(w):\n    return w", "started"),
        ("update = abs", "started"),
        ("def update(w):\n    '\\d'\n    raise NotImplementedError", "to-do"),
        ("def update(:", "started"),
        ("x = 1\0", "started"),
        ("(" * 5000, "started"),
        ("", "started"),
    ],
)
def test_state(tmp_path: Path, source: str, expected: str) -> None:
    """A file is to do while its functions only raise NotImplementedError."""
    stub = tmp_path / "ex03.py"
    stub.write_text(source, encoding="utf-8")

    assert expected == state_of(stub, ["update"])


def test_state_with_one_of_two(tmp_path: Path) -> None:
    """One function that is filled in is a start; so is a file that cannot be decoded."""
    stub = tmp_path / "ex03.py"
    stub.write_text("def f(): raise NotImplementedError\ndef g(): return 1\n", encoding="utf-8")
    assert ("to-do", "started") == (state_of(stub, ["f"]), state_of(stub, ["f", "g"]))

    stub.write_bytes(b"x = '\xff'\n")
    assert "started" == state_of(stub, ["f"])
    assert "missing" == state_of(tmp_path, ["f"])


def test_help_after_the_list(kit: Path, capsys: Captured) -> None:
    """The module named list does not hide the built-in from the group of commands."""
    listed(capsys)

    assert ExitCode.ALL_POINTS == main(["--help"])
    assert "misconceptions" in capsys.readouterr().out
    assert ExitCode.USAGE == main(["lsit"])
    assert "Did you mean “list”?" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["list"], ["next"], ["progress"], ["--help"], ["check", "--help"]])
def test_light_commands(arguments: list[str]) -> None:
    """What only shows something imports neither NumPy nor SymPy, pytest, pydantic or watchfiles."""
    code = (
        "import sys; from grader.__main__ import main; main(sys.argv[1:]);"
        "print(sorted({'numpy', 'sympy', 'pytest', 'pydantic', 'watchfiles'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=REPOSITORY,
        check=True,
        timeout=60,
    )

    assert "exercise" in done.stdout.lower()
    assert "[]" == done.stdout.splitlines()[-1]
