"""A worker in a process of its own, for platforms where none can be forked and confined: limits, no walls."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

from grader.sandbox import startup, wire

try:  # both are for Unix alone; they are imported here because nothing can be imported later
    import resource

    from grader.sandbox import confinement

    _HAS_LIMITS = True
except ImportError:
    _HAS_LIMITS = False


def take_handles() -> tuple[int, int]:
    """Keep standard input and output for the judge; what the learner's code prints goes to standard error.

    Returns
    -------
    requests, replies : int
        The descriptors of the judge's line.
    """
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (requests, replies):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return requests, replies


def limit(cpu_seconds: int, memory_mb: int) -> None:
    """Set the limits that this platform has; the judge's own deadlines stand in for the others."""
    if not _HAS_LIMITS:
        return
    wanted = {
        "RLIMIT_CPU": (cpu_seconds, cpu_seconds + 1),
        "RLIMIT_AS": (memory_mb << 20, memory_mb << 20),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_NPROC": (0, 0),
        "RLIMIT_CORE": (0, 0),
    }
    for name, limits in wanted.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), limits)


def leave_root_and_stay_bound(judge: int) -> None:
    """Give up root where the process has it, and on Linux end with the judge."""
    if _HAS_LIMITS and os.geteuid() == 0:
        with contextlib.suppress(OSError):
            confinement.become_nobody()
    if sys.platform == "linux":
        confinement.die_with_parent(confinement.open_libc(), judge)


def run(settings: dict[str, Any]) -> None:
    """Get ready ahead of time, wait for the one submission, and answer for it."""
    requests, replies = take_handles()
    worker, imports = startup.preload(settings["extra_modules"])
    try:
        begin, _ = wire.read_frame(requests)
    except EOFError:
        return
    imports.load(begin["modules"])
    worker.seed()
    startup.open_output()
    service = worker.Service(requests, replies)
    leave_root_and_stay_bound(settings["judge"])
    limit(begin["cpu_seconds"], begin["memory_mb"])
    service.serve()
