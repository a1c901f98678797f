"""Zips with the same bytes for the same files, and folders that are there whole or not at all."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: The earliest that a zip can hold; the time of packing says nothing that anybody needs.
_TIME = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes], *, programs: Iterable[str] = (), is_compressed: bool = True) -> bytes:
    """Return a zip of files, in the order of their names.

    Parameters
    ----------
    files : mapping of str to bytes
        Path within the zip, with slashes, and content.
    programs : iterable of str
        Paths of those that may be run.
    is_compressed : bool
        Compress; the bytes then depend on the version of zlib, otherwise on the files alone.
    """
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED
    runnable = {*programs}
    with zipfile.ZipFile(buffer, "w", method) as opened:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _TIME)
            member.create_system = 3  # Unix, on whatever system it is packed
            member.external_attr = (0o100755 if name in runnable else 0o100644) << 16
            member.compress_type = method
            opened.writestr(member, files[name])
    return buffer.getvalue()


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
