"""Takes from a forked process, in the order that matters, all that a learner's code does not need."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass

from grader.sandbox import landlock, seccomp

NOBODY = 65534
_SET_PARENT_DEATH_SIGNAL, _SET_DUMPABLE, _SET_NO_NEW_PRIVILEGES = 1, 4, 38
_MEGABYTE = 1 << 20
OPEN_FILES = 64


@dataclass(frozen=True)
class Plan:
    """Which walls are to be put up; one that then fails ends the process.

    Attributes
    ----------
    seccomp : bool
        Install the list of allowed system calls.
    landlock_abi : int
        The Landlock version to use, 0 for none.
    drop_root : bool
        Become an unprivileged user first.
    """

    seccomp: bool
    landlock_abi: int
    drop_root: bool

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """The walls' names, as a report shows them."""
        names = ["rlimits"]
        names += ["other-user"] if self.drop_root else []
        names += ["landlock"] if self.landlock_abi else []
        names += ["seccomp"] if self.seccomp else []
        return tuple(names)


def open_libc() -> ctypes.CDLL:
    """Return the C library, with its two variadic calls declared."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    libc.prctl.argtypes = [ctypes.c_int, *([ctypes.c_ulong] * 4)]
    return libc


def _prctl(libc: ctypes.CDLL, operation: int, value: int) -> None:
    if libc.prctl(operation, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"prctl {operation}: {os.strerror(number)}")


def hide_memory(libc: ctypes.CDLL) -> None:
    """Keep other processes of the same user from reading this one's memory, environment and files."""
    _prctl(libc, _SET_DUMPABLE, 0)


def die_with_parent(libc: ctypes.CDLL, parent: int) -> None:
    """Ask to be killed when the parent ends; end at once if it already has."""
    _prctl(libc, _SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(97)


def best_plan(libc: ctypes.CDLL) -> Plan:
    """Return the strongest plan that this machine seems to allow; the probe shows whether it does."""
    return Plan(
        seccomp=os.uname().machine in seccomp.TABLES and sys.byteorder == "little" and sys.maxsize > 2**32,
        landlock_abi=landlock.version(libc),
        drop_root=os.geteuid() == 0 or os.getuid() == 0,
    )


def prepare(libc: ctypes.CDLL, plan: Plan) -> None:
    """Do once, in the process that forks workers, what each of them would have to do for itself."""
    if plan.seccomp:
        seccomp.program(os.uname().machine, os.getpid())
    if plan.landlock_abi:
        os.close(landlock.create(libc, plan.landlock_abi))


def no_walls() -> Plan:
    """Return the plan of a machine or a mode without confinement: limits, and another user if run by root."""
    return Plan(seccomp=False, landlock_abi=0, drop_root=os.geteuid() == 0)


def become_nobody() -> None:
    """Give up root, its groups and the way back."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def limit(cpu_seconds: int, memory_mb: int) -> None:
    """Set the limits of the calling process; the essential ones must be taken, the others may be refused."""
    _limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    _limit(resource.RLIMIT_AS, memory_mb * _MEGABYTE, memory_mb * _MEGABYTE)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)
    for name in ("RLIMIT_CORE", "RLIMIT_NPROC", "RLIMIT_MEMLOCK", "RLIMIT_MSGQUEUE"):
        number = getattr(resource, name, None)
        if number is not None:  # some kernels and gVisor refuse these; none of them is a wall of ours
            with contextlib.suppress(ValueError, OSError):
                _limit(number, 0, 0)


def _limit(what: int, soft: int, hard: int) -> None:
    ceiling = resource.getrlimit(what)[1]
    if ceiling != resource.RLIM_INFINITY:
        hard = min(hard, ceiling)
    resource.setrlimit(what, (min(soft, hard), hard))


def confine(libc: ctypes.CDLL, plan: Plan, *, parent: int, cpu_seconds: int, memory_mb: int) -> None:
    """Carry out the plan on the calling process; raises `OSError` if a wall cannot be put up.

    The order matters. A ruleset is a descriptor, so it is made before the number of descriptors is limited.
    Changing the user clears the parent-death signal, so that is set afterwards. The system call filter
    forbids everything that the earlier steps use, so it comes last.
    """
    ruleset = landlock.create(libc, plan.landlock_abi) if plan.landlock_abi else -1
    if plan.drop_root:
        become_nobody()
    die_with_parent(libc, parent)
    limit(cpu_seconds, memory_mb)
    if plan.seccomp or plan.landlock_abi:
        _prctl(libc, _SET_NO_NEW_PRIVILEGES, 1)
    if plan.landlock_abi:
        landlock.restrict(libc, ruleset)
    if plan.seccomp:
        seccomp.install(libc)
