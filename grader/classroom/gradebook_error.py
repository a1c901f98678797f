"""What keeps a gradebook from being opened, read or written, in one sentence each."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

#: What SQLite takes beside a gradebook also to read it.
_LEAST_ROOM = 256 * 1024


class GradebookError(UsageError):
    """The gradebook cannot be opened, read or written; what it holds is as it was."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"The gradebook {path} {reason}")


def reason_of(error: sqlite3.Error, path: Path) -> str:
    """Return what SQLite means, and what to do."""
    said = str(error)
    is_full = (
        "cannot be read or written: the disk is full. What was recorded before is kept; make room and give "
        "the same command again."
    )
    # To read takes some room as well, and where there is none SQLite knows only that something failed.
    if said == "disk I/O error" and _room_beside(path) < _LEAST_ROOM:
        return is_full
    known = {
        "database or disk is full": is_full,
        "disk I/O error": "cannot be read or written: the disk reports an error. Check the disk, and whether "
        "a file may grow no further (ulimit -f).",
        "database is locked": "is being written by another process; wait until that one has ended.",
        "attempt to write a readonly database": "cannot be written: you have no permission.",
        "unable to open database file": "cannot be opened: the folder is missing, or you have no permission.",
        "file is not a database": "is not a gradebook; name another file with --gradebook.",
        "database disk image is malformed": "is damaged. Restore a copy, or move it away and grade anew.",
    }
    return known.get(said, f"cannot be used: {said}.")


def _room_beside(path: Path) -> int:
    """Return how many bytes are free where a gradebook lies."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return _LEAST_ROOM
