"""A learner's workspace: laid out from a kit, resumed, and its exercise files reset with a backup."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import Fault, KitError, UsageError
from grader.kit import MARKER, is_kit, is_workspace
from grader.toml_document import shown
from grader.whole_files import replace_whole, usual_mode
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from grader.kit import Kit

#: Where `reset` keeps what it replaces.
BACKUPS = "backups"

_FIRST_LINE = "# The folder with this file is a workspace of `grader`, which looks for its exercises here.\n"
_README = """\
# Gradient descent's update rule

Exercises to be solved in this folder; `grader` judges them with checks that are not in it.

1. Read the task, such as `{first}/README.md`.
2. Fill in the functions in the Python file beside it. Loops and NumPy are equally welcome.
3. `grader check {short}` says what is right and what is not, and names the mistake where it can.

| command | what it does |
|---|---|
| `grader list` | shows the exercises and how far you are |
| `grader next` | says which one is next |
| `grader watch` | judges a file each time you save it |
| `grader examples {short}` | runs the task's worked example as tests, as `pytest` does if installed |
| `grader hint {short}` | shows a hint, first a question, last nearly the answer |
| `grader reset {short}` | puts the file back as it came; yours is kept in `backups/` |
| `grader solution {short}` | shows a solution beside yours, once you have passed |
| `grader doctor` | says what is wrong if something does not work |

`grader start .` adds what is missing here and changes nothing else.
"""
_GITIGNORE = """\
__pycache__/
.pytest_cache/
.venv/
backups/
"""
_EDITORCONFIG = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true

[*.py]
indent_style = space
indent_size = 4
"""
_VSCODE = """\
{
  "files.encoding": "utf8",
  "files.eol": "\\n",
  "editor.rulers": [100],
  "editor.tabSize": 4,
  "editor.insertSpaces": true,
  "python.testing.pytestEnabled": true,
  "python.testing.pytestArgs": ["exercises"]
}
"""
# Each exercise has a test_examples.py, and without this mode pytest takes the second for the first.
_PYTEST = """\
[pytest]
addopts = --import-mode=importlib
testpaths = exercises
"""


@dataclass(frozen=True)
class LaidOut:
    """What laying out a workspace did.

    Attributes
    ----------
    folder : Path
        The workspace.
    written, kept : tuple of str
        Files that were written, and those that were there and differ from what would have been written,
        as paths within the workspace.
    n_same : int
        How many files were there already, as they should be.
    was_there : bool
        The folder was a workspace before.
    """

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    n_same: int
    was_there: bool


def lay_out(kit: Kit, folder: Path, *, names_kit: bool = False) -> LaidOut:
    """Make `folder` a workspace for a kit; nothing that is there is changed.

    What was begun and not finished is completed by the next call: each file is written whole or not at
    all, the marker first.

    Parameters
    ----------
    kit : Kit
        Whose exercises; only the learner's half is copied.
    folder : Path
        Made if it is not there.
    names_kit : bool
        Write the kit's path into the marker, so that it is judged by this kit and not the shipped one.

    Raises
    ------
    UsageError
        The folder cannot be a workspace, or a file cannot be written.
    KitError
        The kit has no exercises to copy.
    """
    if is_kit(folder):
        raise UsageError(
            sentence(
                "{folder} is a kit already; its exercises can be solved in it, or name another folder.",
                folder=folder,
            )
        )
    if not kit.stems:
        raise UsageError(sentence("The kit at {root} has no exercises.", root=kit.root))
    was_there = is_workspace(folder)
    written, kept, n_same = [], [], 0
    try:
        for name, content in files_of_workspace(kit, names_kit=names_kit):
            target = folder / name
            if not os.path.lexists(target):
                _write_new(target, content)
                written.append(name)
            elif _is_same(target, content):
                n_same += 1
            else:
                kept.append(name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            sentence(
                "The workspace in {folder} is not complete: {file}: {reason}. When that is mended, the "
                "same command goes on where it stopped.",
                folder=folder,
                file=error.filename or name,
                reason=reason,
            )
        ) from None
    return LaidOut(folder, tuple(written), tuple(kept), n_same, was_there)


def foreign_files(folder: Path) -> list[str]:
    """Return the names in a folder that is no workspace; none if it is empty or not there."""
    if is_workspace(folder) or not folder.is_dir():
        return []
    return sorted(os.listdir(folder))


def files_of_workspace(kit: Kit, *, names_kit: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a workspace with its content: a kit's first half, and what learners need."""
    marker = _FIRST_LINE
    if names_kit:
        path = str(kit.root.resolve())
        if "'" in path or "\n" in path:
            raise UsageError(
                sentence(
                    "The path {path} cannot be written into {marker}; rename the folder.",
                    path=path,
                    marker=MARKER,
                )
            )
        marker += f"kit = '{path}'\n"
    yield MARKER, marker.encode()
    first = kit.stems[0]
    texts: Mapping[str, str] = {
        "README.md": _README.format(first=f"exercises/{first}", short=first[:4]),
        ".gitignore": _GITIGNORE,
        ".editorconfig": _EDITORCONFIG,
        ".vscode/settings.json": _VSCODE,
        "pytest.ini": _PYTEST,
    }
    for name, text in texts.items():
        yield name, text.encode()
    for stem in kit.stems:
        # A task may have been translated: README.de.md.
        translated = sorted(path.name for path in kit.task_folder(stem).glob("README.*.md"))
        for name in ("README.md", *translated, f"{stem[:4]}.py", "test_examples.py"):
            yield f"exercises/{stem}/{name}", (kit.task_folder(stem) / name).read_bytes()


def _is_same(file: Path, content: bytes) -> bool:
    """Tell whether a file has this content, whatever its line ends are."""
    return file.is_file() and file.read_bytes().replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n")


def _write_new(target: Path, content: bytes) -> None:
    """Write a file that is not there, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(target, [content], mode=usual_mode())


# --- reset -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reset:
    """What a reset did: which file was put back, and where the one before it is kept (None if nowhere)."""

    file: Path
    backup: Path | None


def reset_file(kit: Kit, stem: str, now: datetime) -> Reset:
    """Put an exercise's file back as it came; the learner's own is kept.

    Raises
    ------
    UsageError
        There is no workspace, or a file cannot be read or written.
    """
    file = kit.own_file(stem)
    if kit.workspace is None:
        raise UsageError(
            sentence(
                "There is no {name} of yours here: go to your workspace, or make one with “grader start”.",
                name=file.name,
            )
        )
    pristine = kit.task_folder(stem) / file.name
    if kit.workspace == kit.root:
        raise UsageError(
            sentence(
                "{file} belongs to the kit itself, and there is no second copy to put back; “git "
                "checkout” may have one. In a workspace made with “grader start”, reset works.",
                file=shown(file),
            )
        )
    if not pristine.is_file():
        raise KitError([Fault(shown(pristine), 1, "this file is missing; add it")])
    return _put_in_place(kit.workspace, file, pristine.read_bytes(), now)


def undo_reset(kit: Kit, stem: str, now: datetime) -> Reset:
    """Bring back what the last reset replaced; what is there now is kept in turn.

    Raises
    ------
    UsageError
        There is no backup, or a file cannot be read or written.
    """
    file = kit.own_file(stem)
    backups = _backups(kit.workspace, file) if kit.workspace else []
    if not backups:
        raise UsageError(
            sentence("There is no backup of {name} here, so nothing can be brought back.", name=file.name)
        )
    try:
        content = backups[-1].read_bytes()
    except OSError as error:
        raise _not_reset(file, error) from None
    assert kit.workspace is not None
    pristine = kit.task_folder(stem) / file.name
    if file.is_file() and pristine.is_file() and _is_same(file, pristine.read_bytes()):
        # What came with the kit need not be kept: a reset brings it back.
        replace_whole(file, [content], mode=usual_mode())
        return Reset(file, None)
    return _put_in_place(kit.workspace, file, content, now)


def _put_in_place(workspace: Path, file: Path, content: bytes, now: datetime) -> Reset:
    """Give the file another content; what it had is kept in the workspace's backups."""
    backup = None
    try:
        if file.is_file() and _is_same(file, content):
            return Reset(file, None)
        if file.is_file():
            backup = _free_name(workspace, file, now)
            _write_new(backup, file.read_bytes())
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(file, [content], mode=usual_mode())
    except OSError as error:
        raise _not_reset(file, error) from None
    return Reset(file, backup)


def _backups(workspace: Path, file: Path) -> list[Path]:
    """Return the backups of a file, oldest first."""
    return sorted((workspace / BACKUPS).glob(f"{file.stem}-*.py"))


def _free_name(workspace: Path, file: Path, now: datetime) -> Path:
    """Return a name for a backup that sorts behind all earlier ones."""
    stamp = f"{now:%Y%m%d-%H%M%S}"
    taken = {path.name for path in _backups(workspace, file)}
    number = 0
    while (name := f"{file.stem}-{stamp}-{number:03}.py") in taken:
        number += 1
    return workspace / BACKUPS / name


def _not_reset(file: Path, error: OSError) -> UsageError:
    """Return the one sentence about a reset that could not be done."""
    reason = (error.strerror or str(error)).lower()
    return UsageError(
        sentence(
            "{file} was left as it is: {place}: {reason}.",
            file=shown(file),
            place=shown(Path(str(error.filename or file))),
            reason=reason,
        )
    )
