"""A learner's workspace: laid out without overwriting, found again, judged by the right kit, reset."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.cli import COMMANDS
from grader.errors import KitError, UsageError
from grader.kit import find_kit
from grader.workspace import foreign_files, lay_out, reset_file, undo_reset

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeKit = Callable[..., Path]

STEM = "ex03_simultaneous_update"
STUB = Path("exercises") / STEM / "ex03.py"
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


@pytest.fixture
def kit(make_kit: MakeKit) -> Path:
    """Return the root of a kit with two exercises."""
    return make_kit("ex01_one_parameter", STEM)


@pytest.fixture
def workspace(kit: Path, tmp_path: Path) -> Path:
    """Return a workspace for that kit."""
    lay_out(find_kit(kit), tmp_path / "mine", names_kit=True)
    return tmp_path / "mine"


def files(folder: Path) -> set[str]:
    """Return the paths of all files in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_the_learners_half(workspace: Path) -> None:
    """A workspace has tasks, stubs and visible checks, nothing hidden, and what an editor wants."""
    exercises = {
        f"exercises/{stem}/{name}"
        for stem in ("ex01_one_parameter", STEM)
        for name in ("README.md", f"{stem[:4]}.py", "test_examples.py")
    }
    others = {
        "grader.toml",
        "README.md",
        ".gitignore",
        ".editorconfig",
        ".vscode/settings.json",
        "pytest.ini",
    }

    assert exercises | others == files(workspace)


def test_its_readme_names_commands_that_there_are(workspace: Path) -> None:
    """The README of a workspace speaks of commands that exist, and of files that are there."""
    text = (workspace / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`grader ([a-z]+)", text))

    assert {"check", "list", "watch"} <= named
    assert set() == named - set(COMMANDS)
    assert (workspace / "exercises/ex01_one_parameter/README.md").is_file()
    assert "`exercises/ex01_one_parameter/README.md`" in text


def test_nothing_is_overwritten(kit: Path, tmp_path: Path) -> None:
    """What is there stays, byte by byte, and is told."""
    mine = tmp_path / "mine"
    (mine / STUB).parent.mkdir(parents=True)
    (mine / STUB).write_bytes(b"mine\r\n")
    (mine / "README.md").write_text("my notes\n", encoding="utf-8")
    done = lay_out(find_kit(kit), mine)

    assert ("README.md", STUB.as_posix()) == tuple(sorted(done.kept))
    assert b"mine\r\n" == (mine / STUB).read_bytes()
    assert "my notes\n" == (mine / "README.md").read_text(encoding="utf-8")
    assert not done.was_there


def test_a_half_made_one_is_completed(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where laying out broke off, there is no half file, and the next call goes on."""
    mine = tmp_path / "mine"
    replace, n_left = os.replace, [4]

    def break_off(draft: str, target: str) -> None:
        n_left[0] -= 1
        if not n_left[0]:
            raise OSError(28, "No space left on device", target)
        replace(draft, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", break_off)
        with pytest.raises(UsageError, match="the same command goes on where it stopped"):
            lay_out(find_kit(kit), mine)
    assert 3 == len(files(mine))

    (mine / "exercises").mkdir(exist_ok=True)
    done = lay_out(find_kit(kit), mine)
    assert (True, 3, 9) == (done.was_there, done.n_same, len(done.written))
    assert 0 == len(lay_out(find_kit(kit), mine).written)


def test_links_are_not_followed(kit: Path, tmp_path: Path) -> None:
    """A link that leads nowhere is something that is there."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "README.md").symlink_to(tmp_path / "elsewhere")
    done = lay_out(find_kit(kit), mine)

    assert ("README.md",) == done.kept
    assert not (tmp_path / "elsewhere").exists()


def test_a_kit_is_no_place_for_one(kit: Path) -> None:
    """Inside a kit nothing is laid out."""
    with pytest.raises(UsageError, match="is a kit already"):
        lay_out(find_kit(kit), kit)


def test_foreign_files(kit: Path, workspace: Path, tmp_path: Path) -> None:
    """An empty folder, none at all and a workspace have no foreign files."""
    (tmp_path / "empty").mkdir()
    places = (tmp_path / "empty", tmp_path / "none", workspace, kit)

    assert [[], [], [], ["exercises", "solutions"]] == [foreign_files(place) for place in places]


def test_found_from_below(kit: Path, workspace: Path) -> None:
    """In a workspace the kit that it names judges, and the files are the workspace's."""
    found = find_kit(start=workspace / "exercises" / STEM)
    exercise = found.exercise("3")

    assert (kit, workspace) == (found.root, found.workspace)
    assert (workspace / STUB, kit / STUB) == (exercise.stub, exercise.shipped_stub)
    assert kit / "solutions" / STEM / "test_hidden.py" == exercise.suite
    assert workspace / "exercises" / STEM / "README.md" == exercise.readme
    assert workspace == find_kit(workspace).workspace


def test_what_a_workspace_lacks_comes_from_the_kit(kit: Path, workspace: Path) -> None:
    """A task that was deleted is read from the kit; the learner's file stays where it should be."""
    (workspace / "exercises" / STEM / "README.md").unlink()
    (workspace / STUB).unlink()
    exercise = find_kit(workspace).exercise("ex03")

    assert kit / "exercises" / STEM / "README.md" == exercise.readme
    assert workspace / STUB == exercise.stub


def test_shipped_kit_by_default(make_kit: MakeKit, tmp_path: Path) -> None:
    """A marker that names no kit means the one that ships with the grader."""
    (tmp_path / "mine" / "exercises").mkdir(parents=True)
    (tmp_path / "mine" / "grader.toml").touch()
    found = find_kit(start=tmp_path / "mine")

    assert ("shipped", tmp_path / "mine") == (found.id, found.workspace)
    assert find_kit(start=tmp_path).workspace is None


def test_the_nearest_one_wins(workspace: Path) -> None:
    """A workspace inside another one is the one that is meant."""
    inner = workspace / "again"
    (inner / "exercises").mkdir(parents=True)
    (inner / "grader.toml").touch()

    assert inner == find_kit(start=inner).workspace


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kit = '../gone'", r"grader\.toml names the kit \.\./gone, and there is no kit; mend the path"),
        ("kit = 3", r"grader\.toml:1: “kit” has to be a text"),
        ("kti = 'x'", r"grader\.toml:1: unknown “kti”; did you mean kit\?"),
        ("kit", r"grader\.toml:1: not valid TOML"),
    ],
)
def test_a_broken_marker(workspace: Path, text: str, sentence: str) -> None:
    """A marker that cannot be followed is told with its line, and no other kit is taken instead."""
    (workspace / "grader.toml").write_text(text, encoding="utf-8")

    with pytest.raises((UsageError, KitError), match=sentence):
        find_kit(start=workspace)


def test_reset_and_undo(kit: Path, workspace: Path) -> None:
    """A reset keeps what was there, an undo brings it back, and what came in between is kept in turn."""
    found = find_kit(workspace)
    (workspace / STUB).write_text("first\n", encoding="utf-8")
    done = reset_file(found, STEM, NOW)
    assert (kit / STUB).read_bytes() == (workspace / STUB).read_bytes()
    assert done.backup == workspace / "backups" / "ex03-20261125-103000-000.py"
    assert "first\n" == done.backup.read_text(encoding="utf-8")

    assert undo_reset(found, STEM, NOW).backup is None
    assert "first\n" == (workspace / STUB).read_text(encoding="utf-8")

    (workspace / STUB).write_text("second\n", encoding="utf-8")
    backup = undo_reset(found, STEM, NOW + timedelta(seconds=1)).backup
    assert backup is not None
    assert "second\n" == backup.read_text(encoding="utf-8")
    assert "first\n" == (workspace / STUB).read_text(encoding="utf-8")


def test_two_resets_in_a_second(workspace: Path) -> None:
    """No backup takes another one's place."""
    found = find_kit(workspace)
    for text in ("first\n", "second\n"):
        (workspace / STUB).write_text(text, encoding="utf-8")
        reset_file(found, STEM, NOW)

    assert ["first\n", "second\n"] == [
        path.read_text(encoding="utf-8") for path in sorted((workspace / "backups").iterdir())
    ]


def test_nothing_to_reset(workspace: Path) -> None:
    """A file that is as it came, also with Windows line ends, needs no backup; a lost one comes back."""
    found = find_kit(workspace)
    assert reset_file(found, STEM, NOW).backup is None

    (workspace / STUB).write_bytes((workspace / STUB).read_bytes().replace(b"\n", b"\r\n"))
    assert reset_file(found, STEM, NOW).backup is None

    (workspace / STUB).unlink()
    assert reset_file(found, STEM, NOW).backup is None
    assert (workspace / STUB).is_file()
    assert not (workspace / "backups").exists()


def test_no_place_to_reset(kit: Path, tmp_path: Path) -> None:
    """In a kit itself, outside of every workspace and without a backup, the sentence says what to do."""
    with pytest.raises(UsageError, match="belongs to the kit itself"):
        reset_file(find_kit(kit), STEM, NOW)
    with pytest.raises(UsageError, match="go to your workspace, or make one"):
        reset_file(find_kit(start=tmp_path), STEM, NOW)
    with pytest.raises(UsageError, match=r"There is no backup of ex03\.py"):
        undo_reset(find_kit(kit), STEM, NOW)


def test_a_reset_that_fails_changes_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room for the backup the file is left as it is."""
    (workspace / STUB).write_text("first\n", encoding="utf-8")

    def full(draft: str, target: str) -> None:
        raise OSError(28, "No space left on device", target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError, match=r"was left as it is: .*: no space left on device"):
        reset_file(find_kit(workspace), STEM, NOW)
    assert "first\n" == (workspace / STUB).read_text(encoding="utf-8")
