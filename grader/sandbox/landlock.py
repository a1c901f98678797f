"""Landlock with no rule at all: a second wall that denies files, TCP, and signals and sockets to others."""

from __future__ import annotations

import ctypes
import os
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CREATE, _RESTRICT = 444, 446
_VERSION_FLAG = 1
_FILE_RIGHTS_OF_FIRST = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_BIND_AND_CONNECT = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3


def version(libc: ctypes.CDLL) -> int:
    """Return the kernel's Landlock ABI, 0 where there is none."""
    answer = libc.syscall(ctypes.c_long(_CREATE), None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    return max(int(answer), 0)


def _create(libc: ctypes.CDLL, abi: int) -> int:
    """Return the descriptor of a ruleset that handles all the kernel knows and allows nothing."""
    files = _FILE_RIGHTS_OF_FIRST
    files |= _REFER if abi >= 2 else 0
    files |= _TRUNCATE if abi >= 3 else 0
    files |= _IOCTL_DEVICE if abi >= 5 else 0
    network = _BIND_AND_CONNECT if abi >= 4 else 0
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0
    attributes = struct.pack("QQQ", files, network, scoped)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8  # older kernels refuse the fields they do not know
    descriptor = int(
        libc.syscall(
            ctypes.c_long(_CREATE), ctypes.c_char_p(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0)
        )
    )
    if descriptor < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return descriptor


class Ruleset:
    """A ruleset that any number of forked processes put themselves under, each in a domain of its own.

    Parameters
    ----------
    libc : ctypes.CDLL
        With the result type of `syscall` declared.
    abi : int
        What `version` returned; not 0.

    Raises
    ------
    OSError
        The kernel refuses it.

    Attributes
    ----------
    descriptor : int
        The ruleset's; to be closed when the calling process is under it.
    restricting : tuple
        What puts the calling process under it for good: a function and its arguments. It returns 0 if it
        does.
    """

    def __init__(self, libc: ctypes.CDLL, abi: int) -> None:
        self._syscall: Callable[..., int] = libc.syscall
        self._take(_create(libc, abi))

    def _take(self, descriptor: int) -> None:
        self.descriptor = descriptor
        arguments = ctypes.c_long(_RESTRICT), ctypes.c_int(descriptor), ctypes.c_uint32(0)
        self.restricting = self._syscall, arguments

    def move(self, target: int) -> None:
        """Have the descriptor at another number; what was there is closed."""
        if target != self.descriptor:
            os.dup2(self.descriptor, target)
            self.close()
            self._take(target)

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self.descriptor)
