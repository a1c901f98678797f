"""Has a fork copy at once the pages that every worker writes, instead of one page fault at a time.

A forked process shares its parent's pages until one of the two writes to one; then the kernel stops it,
copies the page and lets it go on. That happens some 800 times to a worker in its few milliseconds, and some
150 times to its parent, and stopping takes longer than copying. A page that is pinned, as for a device that
reads and writes memory by itself, cannot be shared that way: Linux copies it while it forks (from 5.11 on;
`copy_present_page` in its mm/memory.c), and the parent keeps its own.

So the pages that a worker of our own was seen to write are registered as buffers of an io_uring, on which
nothing is ever read or written. A system that does not let that be done, as many containers do not, runs the
same workers, only slower.
"""

from __future__ import annotations

import ctypes
import os
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_IO_URING_SETUP, _IO_URING_REGISTER = 425, 427  # on every machine
_REGISTER_BUFFERS = 0
_SIZE_OF_PARAMETERS = 120
#: Kernels before 5.13 refuse more.
_MAX_BUFFERS = 1024
#: 12 MB of 4 kB each; a worker that writes more is not one of those that this is for.
_MAX_PAGES = 3000
# Of an entry of /proc/PID/pagemap, which the kernel's admin-guide/mm/pagemap.rst describes.
_PRESENT, _OF_FILE, _EXCLUSIVE = 1 << 63, 1 << 61, 1 << 56
_ENTRY = struct.Struct("=Q")

Areas = list[tuple[int, int]]


def private_areas() -> Areas:
    """Return where the calling process has memory that it can write and shares with nobody: start and end.

    Raises
    ------
    OSError
        The system does not say.
    """
    areas = []
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            addresses, permissions = line.split(None, 2)[:2]
            if permissions.startswith("rw") and permissions.endswith("p"):
                start, end = (int(address, 16) for address in addresses.split("-"))
                areas.append((start, end))
    return areas


def own_pages(pid: int, areas: Iterable[tuple[int, int]]) -> list[int]:
    """Return the addresses of pages that a process no longer shares with the one that forked it.

    Parameters
    ----------
    pid : int
        The process.
    areas : iterable of (int, int)
        Where to look.

    Raises
    ------
    OSError
        The system does not say, or not to the caller.
    """
    size = os.sysconf("SC_PAGE_SIZE")
    pages = []
    with open(f"/proc/{pid}/pagemap", "rb", buffering=0) as table:
        for start, end in areas:
            count = (end - start) // size
            entries = os.pread(table.fileno(), count * _ENTRY.size, start // size * _ENTRY.size)
            whole = entries[: len(entries) // _ENTRY.size * _ENTRY.size]
            for place, (entry,) in enumerate(_ENTRY.iter_unpack(whole)):
                if entry & _PRESENT and entry & _EXCLUSIVE and not entry & _OF_FILE:
                    pages.append(start + place * size)
    return pages


def ranges_of(pages: Iterable[int], size: int) -> list[tuple[int, int]]:
    """Return pages as ranges: where each begins and how many bytes it has."""
    ranges: list[tuple[int, int]] = []
    for page in sorted(pages):
        if ranges and sum(ranges[-1]) == page:
            ranges[-1] = ranges[-1][0], ranges[-1][1] + size
        else:
            ranges.append((page, size))
    return ranges


def copy_when_forking(libc: ctypes.CDLL, pages: list[int]) -> int | None:
    """Pin pages of the calling process, so that forks copy them.

    Parameters
    ----------
    libc : ctypes.CDLL
        With the result type of `syscall` declared.
    pages : list of int
        Their addresses; all of them in memory that the process can write.

    Returns
    -------
    int or None
        A descriptor: the pages are pinned until it is closed, in all processes that have it. None where the
        system does not let it be done.
    """
    ranges = ranges_of(pages, os.sysconf("SC_PAGE_SIZE"))
    if not ranges or len(pages) > _MAX_PAGES or len(ranges) > _MAX_BUFFERS:
        return None
    parameters = ctypes.create_string_buffer(_SIZE_OF_PARAMETERS)
    ring = int(libc.syscall(ctypes.c_long(_IO_URING_SETUP), ctypes.c_uint(1), parameters))
    if ring < 0:
        return None
    vectors = b"".join(struct.pack("@PN", *one) for one in ranges)
    refused = libc.syscall(
        ctypes.c_long(_IO_URING_REGISTER),
        ctypes.c_uint(ring),
        ctypes.c_uint(_REGISTER_BUFFERS),
        ctypes.create_string_buffer(vectors, len(vectors)),
        ctypes.c_uint(len(ranges)),
    )
    if refused:
        os.close(ring)
        return None
    return ring
