"""The list of system calls that a worker may make; all others fail, and none opens a file."""

from __future__ import annotations

import ctypes
import errno
import struct

# Calls allowed whatever their arguments. Everything here works on memory, time, or descriptors already open.
_ALLOWED = """
    read write close fstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
    pread64 readv writev select sched_yield mremap madvise dup dup2 dup3 nanosleep getpid exit uname getcwd
    gettimeofday getrlimit getrusage sysinfo times getuid getgid geteuid getegid getppid sigaltstack
    arch_prctl gettid time futex sched_getaffinity set_tid_address restart_syscall clock_gettime clock_getres
    clock_nanosleep exit_group pselect6 ppoll set_robust_list getcpu getrandom membarrier rseq pwrite64
    rt_sigtimedwait
"""
# Calls that ask for a path. They are answered with EACCES, which Python shows as PermissionError.
_PATHS = "open openat stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents64"

_X86_64 = {
    "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8,
    "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14,
    "rt_sigreturn": 15, "ioctl": 16, "pread64": 17, "pwrite64": 18, "readv": 19, "writev": 20, "access": 21,
    "select": 23, "sched_yield": 24, "mremap": 25, "madvise": 28, "dup": 32, "dup2": 33, "nanosleep": 35,
    "getpid": 39, "clone": 56, "exit": 60, "kill": 62, "uname": 63, "fcntl": 72, "getcwd": 79,
    "readlink": 89, "gettimeofday": 96, "getrlimit": 97, "getrusage": 98, "sysinfo": 99, "times": 100,
    "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110, "rt_sigtimedwait": 128,
    "sigaltstack": 131, "arch_prctl": 158, "gettid": 186, "time": 201, "futex": 202,
    "sched_getaffinity": 204, "getdents64": 217, "set_tid_address": 218, "restart_syscall": 219,
    "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "tgkill": 234,
    "openat": 257, "newfstatat": 262, "readlinkat": 267, "faccessat": 269, "pselect6": 270, "ppoll": 271,
    "set_robust_list": 273, "dup3": 292, "prlimit64": 302, "getcpu": 309, "getrandom": 318,
    "membarrier": 324, "statx": 332, "rseq": 334, "clone3": 435, "faccessat2": 439,
}  # fmt: skip
_AARCH64 = {
    "getcwd": 17, "dup": 23, "dup3": 24, "fcntl": 25, "ioctl": 29, "faccessat": 48, "openat": 56,
    "close": 57, "getdents64": 61, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66,
    "pread64": 67, "pwrite64": 68, "pselect6": 72, "ppoll": 73, "readlinkat": 78, "newfstatat": 79,
    "fstat": 80, "exit": 93, "exit_group": 94, "set_tid_address": 96, "futex": 98, "set_robust_list": 99,
    "nanosleep": 101, "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115,
    "sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128, "kill": 129, "tgkill": 131,
    "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigtimedwait": 137,
    "rt_sigreturn": 139, "times": 153, "uname": 160, "getrusage": 165, "gettimeofday": 169, "getpid": 172,
    "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "gettid": 178,
    "sysinfo": 179, "brk": 214, "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222, "mprotect": 226,
    "madvise": 233, "prlimit64": 261, "getcpu": 168, "getrandom": 278, "membarrier": 283, "statx": 291,
    "rseq": 293, "clone3": 435, "faccessat2": 439,
}  # fmt: skip

# machine: (AUDIT_ARCH, number of the seccomp call, numbers of the calls)
TABLES = {"x86_64": (0xC000003E, 317, _X86_64), "aarch64": (0xC00000B7, 277, _AARCH64)}

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32_BIT = 0x40000000
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

# Stands for the worker's own process id until that is known; no kernel gives so large a one.
_OWN_PID = 0x7FEDCBA9

_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 1030
_TCGETS, _FIOCLEX, _FIONREAD, _TIOCGWINSZ = 0x5401, 0x5451, 0x541B, 0x5413


def _statement(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, operand)


def _fails_with(number: int) -> bytes:
    return _statement(_RETURN, 0x00050000 | number)


def _argument(index: int, *, high: bool = False) -> bytes:
    """Load one half of a call's argument (little endian, as both machines of the table are)."""
    return _statement(_LOAD, 16 + 8 * index + (4 if high else 0))


def _one_of(index: int, values: tuple[int, ...], otherwise: int) -> list[bytes]:
    """Allow the call if the low half of an argument is one of the values."""
    tests = [_statement(_EQUAL, value, if_true=len(values) - place) for place, value in enumerate(values)]
    return [_argument(index), *tests, _fails_with(otherwise), _statement(_RETURN, _ALLOW)]


def program(machine: str) -> bytes:
    """Return the filter as BPF instructions, eight bytes each, with `_OWN_PID` for the worker's process id.

    Parameters
    ----------
    machine : str
        A key of `TABLES`.
    """
    architecture, _, numbers = TABLES[machine]
    denied = _fails_with(errno.EPERM)
    steps = [
        _statement(_LOAD, _ARCHITECTURE),
        _statement(_EQUAL, architecture, if_true=1),  # int 0x80 arrives as another architecture
        _statement(_RETURN, _KILL),
        _statement(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        steps += [_statement(_AT_LEAST, _X32_BIT, if_false=1), _statement(_RETURN, _KILL)]

    def block(name: str, body: list[bytes]) -> None:
        if name in numbers:
            steps.append(_statement(_EQUAL, numbers[name], if_false=len(body)))
            steps.extend(body)

    for name in _ALLOWED.split():
        block(name, [_statement(_RETURN, _ALLOW)])
    block("clone", [denied])
    block("clone3", [_fails_with(errno.ENOSYS)])  # with EPERM the C library would not fall back to clone
    for name in ("kill", "tgkill"):
        block(name, _one_of(0, (_OWN_PID,), errno.EPERM))
    block("prlimit64", _prlimit_of_self_without_new_limit(denied))
    fcntl = (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC)
    block("fcntl", _one_of(1, fcntl, errno.EPERM))
    block("ioctl", _one_of(1, (_TCGETS, _FIOCLEX, _FIONREAD, _TIOCGWINSZ), errno.ENOTTY))
    for name in _PATHS.split():
        block(name, [_fails_with(errno.EACCES)])
    steps.append(denied)
    return b"".join(steps)


def _prlimit_of_self_without_new_limit(denied: bytes) -> list[bytes]:
    return [
        _argument(0),
        _statement(_EQUAL, 0, if_false=5),
        _argument(2),
        _statement(_EQUAL, 0, if_false=3),
        _argument(2, high=True),
        _statement(_EQUAL, 0, if_false=1),
        _statement(_RETURN, _ALLOW),
        denied,
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


class Filter:
    """The filter, put together once; a forked process only has its process id written into it.

    Parameters
    ----------
    libc : ctypes.CDLL
        With the result type of `syscall` declared.
    machine : str
        A key of `TABLES`.

    Attributes
    ----------
    installing : tuple
        What puts the calling process behind the filter for good: a function and its arguments. It returns 0
        if it does. `no_new_privs` must be set already.
    """

    def __init__(self, libc: ctypes.CDLL, machine: str) -> None:
        code = program(machine)
        self._buffer = ctypes.create_string_buffer(code, len(code))
        self._words = memoryview(self._buffer).cast("B").cast("I")
        # An operand is the second half of an instruction.
        self._places = [place for place in range(1, len(self._words), 2) if self._words[place] == _OWN_PID]
        self._program = _Program(len(code) // 8, ctypes.addressof(self._buffer))
        self.installing = (
            libc.syscall,
            (
                ctypes.c_long(TABLES[machine][1]),
                ctypes.c_uint(_SET_MODE_FILTER),
                ctypes.c_uint(_ALL_THREADS),
                ctypes.byref(self._program),
            ),
        )

    @property
    def code(self) -> bytes:
        """The filter's instructions as they are now, eight bytes each."""
        return self._buffer.raw

    def allow_signals_to(self, pid: int) -> None:
        """Write a process id into the filter."""
        for place in self._places:
            self._words[place] = pid
