"""`grader doctor`: what it looks at, and what it says of what does not fit."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.__main__ import main
from grader.doctor import Condition, Finding, examine
from grader.errors import ExitCode
from grader.kit import find_kit
from grader.workspace import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeKit = Callable[..., Path]

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace the working folder, with cache and state of its own."""
    monkeypatch.setenv("GRADER_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    lay_out(find_kit(ROOT), tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def found(name: str, kit: Path | None = None) -> Finding:
    """Return what is found of one thing."""
    return next(finding for finding in examine(kit) if finding.name == name)


def test_a_sound_machine(place: Path, capsys: Captured) -> None:
    """Where nothing is wrong every part is named, and the exit code is 0."""
    assert ExitCode.ALL_POINTS == main(["doctor"])
    out, _ = capsys.readouterr()

    for name in ("grader", "python", "packages", "isolation", "kit", "workspace", "cache", "progress"):
        assert f" {name} " in out
    assert out.endswith("\nNothing has to be mended.\n")
    assert "tier " in out
    assert "extra plot" in out
    assert "extra docs" not in out  # nobody needs it for a verdict


def test_for_programs(place: Path, capsys: Captured) -> None:
    """--json has every finding with its condition and its remedy."""
    main(["doctor", "--json"])
    values = json.loads(capsys.readouterr().out)

    assert "grader/doctor/1" == values["schema"]
    assert {"name", "condition", "detail", "remedy"} == set(values["findings"][0])


def test_a_broken_kit(place: Path, make_kit: MakeKit, capsys: Captured) -> None:
    """A fault of the kit is told with its line, and the exit code is 1."""
    root = make_kit()
    (root / "exercises" / STEM / "exercise.toml").write_text("title = 3\n", encoding="utf-8")

    assert ExitCode.NOT_ALL_POINTS == main(["doctor", "--kit", str(root)])
    # A long path is wrapped anywhere.
    out = "".join(capsys.readouterr().out.split())
    assert "FAULTkit" in out
    assert "exercise.toml:1:“title”hastobeatext" in out
    assert "MendwhatismarkedFAULT." in out


def test_a_learners_file_is_no_fault(place: Path, make_kit: MakeKit) -> None:
    """A file that is half written, in a kit that is worked in, is no fault of the kit."""
    root = make_kit()
    (root / "exercises" / STEM / "ex03.py").write_text("def update(:\n", encoding="utf-8")

    assert Condition.GOOD is found("kit", root).condition


def test_a_lost_file(place: Path) -> None:
    """A workspace that lacks a file is told how to get it back."""
    (place / "exercises" / STEM / "ex03.py").unlink()
    finding = found("workspace")

    assert (Condition.FAULT, f"{place} lacks ex03.py") == (finding.condition, finding.detail)
    assert f"“grader start {place}” adds what is missing." == finding.remedy


def test_no_workspace(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a workspace that is a note and no fault."""
    monkeypatch.chdir(tmp_path)

    assert Condition.NOTE is found("workspace").condition


@pytest.mark.skipif(os.name == "nt", reason="a file in the place of a folder is another error there")
@pytest.mark.parametrize(("name", "variable"), [("cache", "GRADER_CACHE"), ("progress", "GRADER_STATE")])
def test_a_folder_that_cannot_be_written(
    place: Path, monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    """A folder that cannot be written is a fault that says which variable names another one."""
    monkeypatch.setenv(variable, str(place / "README.md" / "folder"))
    finding = found(name)

    assert Condition.FAULT is finding.condition
    assert f"{place / 'README.md' / 'folder'} cannot be written: not a directory" == finding.detail
    assert variable in finding.remedy


@pytest.mark.parametrize("name", ["progress.json", "cards.json"])
def test_broken_progress(place: Path, tmp_path: Path, name: str) -> None:
    """A broken file of progress is told before it is set aside."""
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / name).write_text("{", encoding="utf-8")
    finding = found("progress")

    assert Condition.FAULT is finding.condition
    assert "cannot be read" in finding.detail


def test_a_broken_marker(place: Path) -> None:
    """A marker that cannot be read does not keep the rest from being looked at."""
    (place / "grader.toml").write_text("kit = 3\n", encoding="utf-8")
    conditions = {finding.name: finding.condition for finding in examine(None)}

    assert (Condition.FAULT, Condition.FAULT) == (conditions["kit"], conditions["workspace"])
    assert Condition.GOOD is conditions["cache"]
