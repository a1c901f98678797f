"""Takes from a forked process, in the order that matters, all that a learner's code does not need."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.sandbox import landlock, seccomp

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _refused(what: str) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, f"{what}: {os.strerror(number)}")


def _prctl(libc: ctypes.CDLL, operation: int, value: int) -> None:
    if libc.prctl(operation, value, 0, 0, 0) != 0:
        raise _refused(f"prctl {operation}")


def hide_memory(libc: ctypes.CDLL) -> None:
    """Keep other processes of the same user from reading this one's memory, environment and files."""
    _prctl(libc, _SET_DUMPABLE, 0)


def show_memory(libc: ctypes.CDLL) -> None:
    """Undo `hide_memory`, in a process that has nothing to hide."""
    _prctl(libc, _SET_DUMPABLE, 1)


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
        drop_root=(os.geteuid() == 0 or os.getuid() == 0) and can_be_nobody(),
    )


def no_walls() -> Plan:
    """Return the plan of a machine or a mode without confinement: limits, and another user if run by root."""
    return Plan(seccomp=False, landlock_abi=0, drop_root=os.geteuid() == 0 and can_be_nobody())


def can_be_nobody(folder: str = "/proc/self") -> bool:
    """Tell whether root can become another user: in a container that has but one it cannot."""
    try:
        with open(f"{folder}/setgroups", encoding="ascii") as file:
            is_allowed = file.read().strip() != "deny"
        return is_allowed and all(_is_mapped(NOBODY, f"{folder}/{name}") for name in ("uid_map", "gid_map"))
    except OSError:
        return True  # the system does not say: it shows when it is done


def _is_mapped(number: int, path: str) -> bool:
    """Tell whether a user's or group's number is one outside of the container as well."""
    with open(path, encoding="ascii") as file:
        ranges = [[int(part) for part in line.split()] for line in file]
    return any(first <= number < first + count for first, _, count in ranges)


def become_nobody() -> None:
    """Give up root, its groups and the way back."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def restrict_for_good(libc: ctypes.CDLL) -> None:
    """Take from the calling process, for good, what neither a worker needs nor the process that forks them.

    Privileges by executing a file, files that are written, many descriptors. Forked processes inherit it.
    The essential limits must be taken; the others may be refused, as some kernels and gVisor do.
    """
    _prctl(libc, _SET_NO_NEW_PRIVILEGES, 1)
    for what, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, OPEN_FILES)):
        resource.setrlimit(what, _lowered(what, most, most))
    for name in ("RLIMIT_CORE", "RLIMIT_MSGQUEUE"):
        number = getattr(resource, name, None)
        if number is not None:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(number, _lowered(number, 0, 0))


def _lowered(what: int, soft: int, hard: int) -> tuple[int, int]:
    """Return limits that are not above those there are."""
    ceiling = resource.getrlimit(what)[1]
    if ceiling != resource.RLIM_INFINITY:
        hard = min(hard, ceiling)
    return min(soft, hard), hard


def _can_be_set(what: int) -> bool:
    try:
        resource.setrlimit(what, resource.getrlimit(what))
    except (ValueError, OSError):
        return False
    return True


#: A function, what it is called with, and its name for a message; it raises or returns something if it fails.
Step = tuple["Callable[..., Any]", tuple[Any, ...], str]


class Walls:
    """A plan that is carried out on forked processes: prepared here, so that little is left to each of them.

    Whatever a forked process looks up, calls or makes for the first time costs it the copy of a page. So all
    is looked up and made in the process that forks, and nothing but calls is left.

    Parameters
    ----------
    libc : ctypes.CDLL
        From `open_libc`.
    plan : Plan
        What is to be carried out.

    Raises
    ------
    OSError
        The kernel refuses a Landlock ruleset.
    """

    def __init__(self, libc: ctypes.CDLL, plan: Plan) -> None:
        self._plan = plan
        self._prctl = libc.prctl
        self._ruleset = landlock.Ruleset(libc, plan.landlock_abi) if plan.landlock_abi else None
        self._filter = seccomp.Filter(libc, os.uname().machine) if plan.seccomp else None
        # Some kernels and gVisor refuse these; neither is a wall of ours.
        optional = (getattr(resource, name, None) for name in ("RLIMIT_NPROC", "RLIMIT_MEMLOCK"))
        self._optional = [what for what in optional if what is not None and _can_be_set(what)]
        self._known: dict[tuple[int, int, bool], list[Step]] = {}

    def move_descriptor(self, target: int) -> None:
        """Have the descriptor that is needed until the walls are up at this number."""
        if self._ruleset is not None:
            self._ruleset.move(target)
            self._known.clear()

    def close(self) -> None:
        """Give the descriptor back, in a process that puts up no more walls."""
        if self._ruleset is not None:
            self._ruleset.close()

    def steps(self, cpu_seconds: int, memory_mb: int, *, keeps_user: bool = False) -> list[Step]:
        """Return what a forked process has to do; of one that keeps its user all but leaving root.

        The order matters. Changing the user clears the parent-death signal, so that is set afterwards. The
        system call filter forbids everything that the earlier steps use, so it comes last.
        """
        known = cpu_seconds, memory_mb, keeps_user
        if known not in self._known:
            self._known[known] = self._steps(*known)
        return self._known[known]

    def _steps(self, cpu_seconds: int, memory_mb: int, keeps_user: bool) -> list[Step]:
        steps: list[Step] = []
        if self._plan.drop_root and not keeps_user:
            steps += [
                (os.setgroups, ([],), "setgroups"),
                (os.setresgid, (NOBODY, NOBODY, NOBODY), "setresgid"),
                (os.setresuid, (NOBODY, NOBODY, NOBODY), "setresuid"),
            ]
        steps.append((self._prctl, (_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0), "prctl"))
        memory = memory_mb * _MEGABYTE
        limits = {
            resource.RLIMIT_CPU: _lowered(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
            resource.RLIMIT_AS: _lowered(resource.RLIMIT_AS, memory, memory),
        }
        limits |= dict.fromkeys(self._optional, (0, 0))
        steps += [(resource.setrlimit, pair, "setrlimit") for pair in limits.items()]
        if self._ruleset is not None:
            steps.append((*self._ruleset.restricting, "Landlock"))
            steps.append((os.close, (self._ruleset.descriptor,), "close"))
        if self._filter is not None:
            steps.append((*self._filter.installing, "seccomp"))
        return steps

    def put_up(self, steps: list[Step], parent: int) -> None:
        """Carry steps out on the calling process, a child of this parent; ends it if the parent is gone.

        `restrict_for_good` must have been called, here or in the parent.

        Raises
        ------
        OSError
            A wall cannot be put up.
        """
        if self._filter is not None:
            self._filter.allow_signals_to(os.getpid())
        for function, arguments, name in steps:
            if function(*arguments):
                raise _refused(name)
        if os.getppid() != parent:
            os._exit(97)
