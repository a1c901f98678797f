"""Folders that are there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a hidden folder beside one that is to be made; it gets its name when everything is in it.

    Parameters
    ----------
    folder : Path
        Must not be there, or be empty.

    Raises
    ------
    UsageError
        There is something already, or it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder that is not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} has something in it; name a folder that is not there yet, or remove it.")
    draft = None
    try:
        target = Path(os.path.realpath(folder))
        draft = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part"))
        yield draft
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o777 & ~mask)
        if target.is_dir():
            target.rmdir()
        draft.rename(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{folder} was not written: {reason}.") from None
    finally:
        if draft is not None and draft.exists():
            shutil.rmtree(draft, ignore_errors=True)


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files below a folder and return how many there are."""
    count = 0
    for name, content in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count += 1
    return count
