"""Sixteen attempts to get out, made by a confined process at every start; each must be refused."""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import socket
import sys
from typing import TYPE_CHECKING

from grader.sandbox.confinement import restrict_for_good

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.sandbox.confinement import Walls

NOTHING_REFUSED = "0/16"
_GIGABYTE = 1 << 30
# Numbers of calls that Python has no name for: (x86_64, aarch64).
_CALLS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "prlimit64": (302, 261),
    "memfd_create": (319, 279),
    "io_uring_setup": (425, 425),
    "unshare": (272, 97),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "userfaultfd": (323, 282),
}
_PTRACE_ATTACH = 16
_NEW_USER = 0x10000000


def canaries(libc: ctypes.CDLL, parent: int) -> dict[str, Callable[[], bool]]:
    """Return the attempts by name; each returns True, or raises, when it was refused."""
    column = 0 if os.uname().machine == "x86_64" else 1
    existing = os.path.abspath(__file__)

    def refused(name: str, *arguments: object) -> bool:
        longs = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
        return bool(libc.syscall(ctypes.c_long(_CALLS[name][column]), *longs) < 0)

    def opened() -> bool:
        os.close(os.open(existing, os.O_RDONLY))
        return False

    def looked() -> bool:
        os.stat(existing)
        return False

    def connected(family: int, kind: int) -> bool:
        socket.socket(family, kind).close()
        return False

    def forked() -> bool:
        if os.fork() == 0:
            os._exit(0)
        return False

    def signalled() -> bool:
        os.kill(parent, 0)
        return False

    def executed() -> bool:
        # Where this is not refused, the process that answers is gone, and the probe has failed by that.
        os.execv(sys.executable, [sys.executable, "-I", "-c", ""])

    def took_memory() -> bool:
        mmap.mmap(-1, 4 * _GIGABYTE).close()
        return False

    limits = ctypes.create_string_buffer(16)
    return {
        "open": opened,
        "stat": looked,
        "tcp": lambda: connected(socket.AF_INET, socket.SOCK_STREAM),
        "unix": lambda: connected(socket.AF_UNIX, socket.SOCK_DGRAM),
        "fork": forked,
        "kill": signalled,
        "ptrace": lambda: refused("ptrace", _PTRACE_ATTACH, parent, 0, 0),
        "read-memory": lambda: refused("process_vm_readv", parent, 0, 0, 0, 0, 0),
        "prlimit": lambda: refused("prlimit64", parent, 7, 0, limits),
        "memfd": lambda: refused("memfd_create", ctypes.c_char_p(b"probe"), 0),
        "io_uring": lambda: refused("io_uring_setup", 1, ctypes.create_string_buffer(120)),
        "unshare": lambda: refused("unshare", _NEW_USER),
        "keyctl": lambda: refused("keyctl", 0, 0, 0, 0, 0),
        "userfaultfd": lambda: refused("userfaultfd", 0),
        "memory": took_memory,
        "exec": executed,  # last, for it is the only one that could not come back
    }


def attempt(libc: ctypes.CDLL, parent: int) -> tuple[int, list[str]]:
    """Try every canary in the calling process; return how many there are and which were not refused."""
    attempts = canaries(libc, parent)
    through = []
    for name, canary in attempts.items():
        try:
            if not canary():
                through.append(name)
        except (OSError, ValueError, MemoryError):
            continue
    return len(attempts), through


def start(libc: ctypes.CDLL, walls: Walls) -> tuple[int, int]:
    """Fork a process that puts up the walls and tries to get out; return its id and a pipe."""
    parent = os.getpid()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        os.setsid()
        restrict_for_good(libc)
        walls.put_up(walls.steps(cpu_seconds=5, memory_mb=512), parent)
        total, through = attempt(libc, parent)
        answer = {"total": total, "through": through}
    except BaseException as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    os.write(writing, json.dumps(answer).encode())
    os._exit(0)


def finish(pid: int, reading: int) -> tuple[str, str]:
    """Wait for the probe; return its score, such as "16/16", and a sentence on what is wrong, if anything."""
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read(1 << 16)
    os.waitpid(pid, 0)
    if not text:
        return NOTHING_REFUSED, "the start-up probe ended without an answer"
    answer = json.loads(text)
    if "error" in answer:
        return NOTHING_REFUSED, f"the confinement could not be set up ({answer['error']})"
    total, through = answer["total"], answer["through"]
    reason = f"the start-up probe was not refused: {', '.join(through)}" if through else ""
    return f"{total - len(through)}/{total}", reason
