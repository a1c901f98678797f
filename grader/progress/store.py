"""The files that hold a learner's state: found, locked, read, replaced whole, set aside if broken."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.whole_files import replace_whole
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA = "grader/state/1"
NAME = "progress.json"
MAX_BYTES = 16 * 1024 * 1024

_PATIENCE = 2.0
_PAUSE = 0.005

Data = dict[str, Any]


@dataclass(frozen=True)
class StateFile:
    """One file of a learner's state.

    Attributes
    ----------
    name, schema : str
        Of the file, and what it says of itself.
    until : str
        Until when a broken file is taken for none.
    """

    name: str
    schema: str
    until: str


PROGRESS = StateFile(NAME, SCHEMA, sentence("the next verdict"))


class StateError(Exception):
    """A state file could not be read or written; the text is one sentence, and no verdict is lost by it."""


def state_folder() -> Path:
    """Return the folder for what a learner would miss if it were gone, by the platform's custom."""
    if os.environ.get("GRADER_STATE"):
        return Path(os.environ["GRADER_STATE"])
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(_home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = str(_home() / "Library" / "Application Support")
    else:
        root = os.environ.get("XDG_STATE_HOME") or str(_home() / ".local" / "state")
    return Path(root) / "grader"


def _home() -> Path:
    """Return the learner's home folder; OSError where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        raise FileNotFoundError(sentence("there is no home folder")) from None


def read_state(is_sound: Callable[[Data], bool], state: StateFile = PROGRESS) -> tuple[Data, str]:
    """Return what a file holds, and a sentence if it was broken; nothing is locked or written.

    Parameters
    ----------
    is_sound : callable
        Tells whether the content has the types that are relied on.
    state : StateFile
        Which file.

    Returns
    -------
    data : dict
        Empty if there is no file, or if it is broken.
    sentence : str
        Empty unless the file is broken, or is of a later version than this grader knows.
    """
    path = Path(state.name)
    try:
        path = state_folder() / state.name
        data = _load(path, is_sound, state)
    except _LaterVersionError as error:
        return {}, error.args[0]
    except (ValueError, RecursionError):
        return {}, sentence(
            "The progress in {path} cannot be read, and is taken for none until {until}.",
            path=path,
            until=state.until,
        )
    except OSError as error:
        return {}, sentence(
            "The progress in {path} cannot be read: {reason}.", path=path, reason=_reason(error)
        )
    return data, ""


def change_state(
    change: Callable[[Data], None], is_sound: Callable[[Data], bool], state: StateFile = PROGRESS
) -> str:
    """Change a file: read it, let `change` alter the content, replace it, with all others kept out.

    Returns
    -------
    str
        A sentence if a broken file was set aside; else empty.

    Raises
    ------
    StateError
        The file could not be changed; it is as it was.
    """
    path = Path(state.name)
    warning: str = ""
    try:
        folder = state_folder()
        path = folder / state.name
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / f"{state.name}.lock"):
            try:
                data = _load(path, is_sound, state)
            except _LaterVersionError as error:
                raise StateError(error.args[0]) from None
            except (ValueError, RecursionError):
                aside = _set_aside(path)
                warning = sentence(
                    "The progress in {path} could not be read. It was set aside as {name}.",
                    path=path,
                    name=aside.name,
                )
                data = {}
            data.setdefault("schema", state.schema)
            change(data)
            _replace(path, data)
    except OSError as error:
        raise StateError(
            sentence("Your progress was not recorded in {path}: {reason}.", path=path, reason=_reason(error))
        ) from None
    return warning


class _LaterVersionError(Exception):
    """The file was written by a later grader, whose content must not be lost."""


def _load(path: Path, is_sound: Callable[[Data], bool], state: StateFile) -> Data:
    """Return the content of a file; ValueError if it is broken, {} if there is none."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    if len(text) > MAX_BYTES:
        raise ValueError("far too large")
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("no object")
    schema = data.get("schema")
    name, _, version = schema.rpartition("/") if isinstance(schema, str) else ("", "", "")
    if name != state.schema.rpartition("/")[0] or not version.isdecimal():
        raise ValueError("another schema")
    if int(version) > int(state.schema.rpartition("/")[2]):
        raise _LaterVersionError(
            sentence(
                "The progress in {path} was written by a later grader, and is left as it is; upgrade "
                "this one.",
                path=path,
            )
        )
    if not is_sound(data):
        raise ValueError("wrong types")
    return data


def _set_aside(path: Path) -> Path:
    """Rename a broken file, to a name that is free, so that nothing in it is lost."""
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.broken-{number}")):
        number += 1
    os.rename(path, aside)
    return aside


def _replace(path: Path, data: Data) -> None:
    """Write the whole file anew, so that it is there after a power failure too."""
    text = json.dumps(data, indent=1, sort_keys=True)
    replace_whole(path, [f"{text}\n".encode()], is_durable=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other graders out; the system gives the lock back when a process ends, however it ends."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _lock(handle: int) -> None:
    """Wait for the lock; a file system without locks is no reason to record nothing."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > deadline:
                raise StateError(
                    sentence("Your progress was not recorded: another grader does not let go of it.")
                ) from None
            time.sleep(_PAUSE)
        except OSError:
            return
        else:
            return


def _reason(error: OSError) -> str:
    """Return why something could not be read or written, to stand in a sentence."""
    reason = error.strerror or str(error)
    return f"{reason[:1].lower()}{reason[1:]}"
