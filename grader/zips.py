"""Zip files that are the same, byte for byte, whenever they hold the same."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The earliest that a zip can hold; the time of packing says nothing that anybody needs.
_TIME = (1980, 1, 1, 0, 0, 0)


def packed(
    files: Mapping[str, bytes | str], *, programs: Iterable[str] = (), is_compressed: bool = True
) -> bytes:
    """Return a zip of files, in the order of their names.

    Parameters
    ----------
    files : mapping of str to bytes or str
        Path within the zip, with slashes, and content; text is written as UTF-8.
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
