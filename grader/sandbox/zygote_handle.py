"""The judge's handle on the zygote: starts it, has it fork workers and end them."""

from __future__ import annotations

import json
import math
import os
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from grader.sandbox.launching import delayed_seconds
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.errors import JudgeFaultError
    from grader.exercise import Limits
    from grader.sandbox.channel import PipeChannel
    from grader.sandbox.replies import Ending, Isolation, Tier

_PATIENCE_WITH_ZYGOTE = 60.0
_SET_DUMPABLE = 4
_KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
_SINGLE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def fault(sentence: str) -> JudgeFaultError:
    """Return our own fault with its sentence; imported late, for the zygote is to start early."""
    from grader.errors import JudgeFaultError

    return JudgeFaultError(sentence)


def clean_environment() -> dict[str, str]:
    """Return the whole environment of a zygote; of the judge's only what a Python needs to start."""
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
    environment.update(dict.fromkeys(_SINGLE_THREAD, "1"))
    environment.update({name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ})
    return environment


def module_folders(extra_modules: Sequence[str]) -> list[str]:
    """Return the folders that NumPy and the extra modules are imported from."""
    from importlib.util import find_spec

    folders = []
    for name in ("numpy", *extra_modules):
        try:
            spec = find_spec(name.partition(".")[0])
        except ValueError:
            spec = None
        if spec is None or not spec.origin:
            raise fault(f"The module {name} is not installed beside the grader.")
        if spec.origin in ("built-in", "frozen"):
            continue
        file = spec.origin
        folder = os.path.dirname(os.path.dirname(file) if spec.submodule_search_locations else file)
        folders.append(os.path.abspath(folder))
    return list(dict.fromkeys(folders))


def command(settings: dict[str, Any]) -> list[str]:
    """Return the command that starts a process apart from everything installed and from the judge."""
    if not sys.executable:
        raise fault("The grader does not know which Python it runs on, so it cannot start another.")
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "startup.py")
    # As -I, which however lets no variable in: sets have to be walked in the same order everywhere.
    return [sys.executable, "-s", "-P", "-S", "-X", "utf8", path, json.dumps(settings)]


def hide_judge() -> None:
    """Keep other processes of this user from reading the judge's memory, environment and files."""
    import ctypes

    # Where the kernel refuses, the worker's own walls still stand; so the outcome is not looked at.
    ctypes.CDLL(None).prctl(_SET_DUMPABLE, *([ctypes.c_ulong(0)] * 4))


class ForkedProcess:
    """One worker forked by the zygote.

    Parameters
    ----------
    zygote : Zygote
        The handle that asked for it.
    token : int
        The number of the request; the process id is known later.
    """

    def __init__(self, zygote: ZygoteHandle, token: int) -> None:
        self._zygote = zygote
        self._token = token
        self._pid = 0

    @property
    def pid(self) -> int:
        """The process id; waits for the zygote to say it."""
        if not self._pid:
            self._pid = self._zygote.pid_of(self._token)
        return self._pid

    def wait_started(self) -> None:
        """Wait until the process exists."""
        assert self.pid

    def cpu_seconds(self) -> float | None:
        """Return the processor time it has used, None where the kernel does not tell."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the kernel's way to name a process's clock
        except OSError:
            return None

    def delayed_seconds(self) -> float | None:
        """Return for how long it has waited to be run, None where the kernel does not tell."""
        return delayed_seconds(self.pid)

    def end(self, patience: float) -> Ending:
        """Kill it, unless it ends by itself within `patience` seconds."""
        return self._zygote.end(self.pid, patience)

    def discard(self) -> None:
        """Have it killed, and do not wait to hear how it ended."""
        self._zygote.discard(self.pid)


class ZygoteHandle:
    """A running zygote.

    Parameters
    ----------
    mode : {"default", "strict", "none"}
        With "none" nothing is confined.
    extra_modules : sequence of str
        What is imported beyond what is always offered.
    """

    def __init__(self, mode: str, extra_modules: Sequence[str]) -> None:
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "role": "zygote",
            "control": its.fileno(),
            "judge": os.getpid(),
            # The kernel's signal on a parent's death is sent when the thread that forked ends.
            "dies_with_judge": threading.current_thread() is threading.main_thread(),
            "mode": mode,
            "paths": module_folders(extra_modules),
            "extra_modules": list(extra_modules),
        }
        self._control = mine
        self._control.settimeout(_PATIENCE_WITH_ZYGOTE)
        self._process = subprocess.Popen(
            command(settings),
            pass_fds=[its.fileno()],
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        its.close()
        self._mode = mode
        self._tokens = 0
        self._hello: dict[str, Any] | None = None
        self._spawned: dict[int, dict[str, Any]] = {}
        self._endings: dict[int, tuple[Any, ...]] = {}
        self._closed = False
        if mode != "none":
            hide_judge()

    def launch(self, limits: Limits, modules: Sequence[str]) -> tuple[ForkedProcess, PipeChannel]:
        """Ask for a worker; returns before it exists."""
        from grader.sandbox.channel import PipeChannel

        self._tokens += 1
        message = {
            "do": "spawn",
            "token": self._tokens,
            "modules": list(modules),
            "cpu_seconds": math.ceil(limits.cpu_seconds),
            "memory_mb": limits.memory_mb,
        }
        theirs_in, requests = os.pipe()
        replies, theirs_out = os.pipe()
        output, theirs_print = os.pipe()
        theirs = [theirs_in, theirs_out, theirs_print]
        try:
            socket.send_fds(self._control, [json.dumps(message).encode()], theirs)
        except OSError as error:
            raise fault(f"The isolation process is gone ({error}).") from None
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        return ForkedProcess(self, self._tokens), PipeChannel(requests, replies, output)

    def pid_of(self, token: int) -> int:
        """Wait for the process id of an asked-for worker."""
        while token not in self._spawned:
            self._receive()
        spawned = self._spawned[token]
        if "error" in spawned:
            raise fault(f"The isolation process could not start a worker ({spawned['error']}).")
        del self._spawned[token]
        return int(spawned["pid"])

    def end(self, pid: int, patience: float) -> Ending:
        """Have a worker killed; return how it ended."""
        from grader.sandbox.replies import Ending

        if self._closed:  # and so have all workers
            return Ending(-9, by_itself=False)
        self._send({"do": "end", "pid": pid, "patience": patience, "tell": True})
        while pid not in self._endings:
            self._receive()
        return Ending(*self._endings.pop(pid))

    def discard(self, pid: int) -> None:
        """Have a worker killed, and do not wait to hear how it ended."""
        if not self._closed:
            self._send({"do": "end", "pid": pid, "patience": 0.0, "tell": False})

    def isolation(self) -> Isolation:
        """Wait for the zygote to be up; return what its probe found."""
        from grader.sandbox.replies import Isolation

        while self._hello is None:
            self._receive()
        hello = self._hello
        system = os.uname()
        return Isolation(
            tier=_tier(hello),
            mechanisms=tuple(hello["mechanisms"]),
            landlock_abi=hello["landlock_abi"] or None,
            kernel=system.release,
            machine=system.machine,
            probe=hello["probe"],
            reason=hello["reason"] or _shortfall(hello),
        )

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._control.send(json.dumps(message).encode())
        except OSError as error:
            raise fault(f"The isolation process is gone ({error}).") from None

    def _receive(self) -> None:
        try:
            data = self._control.recv(1 << 16)
        except TimeoutError:
            raise fault("The isolation process does not answer.") from None
        except OSError as error:
            raise fault(f"The isolation process is gone ({error}).") from None
        if not data:
            raise fault("The isolation process has ended.")
        message = json.loads(data)
        if "hello" in message:
            self._hello = message["hello"]
        elif "fault" in message:
            raise fault(f"The isolation process could not start ({message['fault']}).")
        elif "spawned" in message:  # or not, which is for that one to tell who waits for its process id
            self._spawned[message["spawned"]] = message
        else:
            fields = ("status", "by_itself", "cpu_seconds", "peak_kb")
            self._endings[message["ended"]] = tuple(message[field] for field in fields)

    def close(self) -> None:
        """End the zygote, and with it every worker."""
        if not self._closed:
            self._closed = True
            self._control.close()
            self._process.kill()
            self._process.wait()


def _tier(hello: dict[str, Any]) -> Tier:
    """Return the tier: what the probe proved, not what was attempted."""
    walls = hello["mechanisms"]
    refused, _, total = hello["probe"].partition("/")
    if hello["reason"] or "seccomp" not in walls or refused != total:
        return "C"
    return "A" if "landlock" in walls or "other-user" in walls else "B"


def _shortfall(hello: dict[str, Any]) -> str:
    """Return why a tier without a fault is not A."""
    if _tier(hello) == "A":
        return ""
    return sentence("this kernel has no Landlock, so the system call filter is the only wall")
