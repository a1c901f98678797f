"""Writes files that are there whole or not at all, whatever happens on the way."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def replace_whole(
    target: Path, pieces: Iterable[bytes], *, mode: int | None = None, is_durable: bool = False
) -> None:
    """Write a file anew beside the old one, and put it in its place in one step.

    Parameters
    ----------
    target : Path
        The file; its folder is there.
    pieces : iterable of bytes
        The content, written piece by piece as it comes.
    mode : int, optional
        The permissions; the owner's alone if left out.
    is_durable : bool
        Wait until it is on the disk: without this a power failure may leave an empty file under the name.

    Raises
    ------
    OSError
        It cannot be written; the old file, if any, is as it was.
    """
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            os.chmod(draft, mode)
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def usual_mode() -> int:
    """Return the permissions that a new file is given here."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
