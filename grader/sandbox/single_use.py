"""The judge's way to run submissions where nothing can be confined: a fresh process for each, with limits."""

from __future__ import annotations

import math
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from grader.sandbox import wire
from grader.sandbox.channel import Output, PipeChannel
from grader.sandbox.launching import delayed_seconds
from grader.sandbox.replies import Ending, Isolation
from grader.sandbox.zygote_handle import clean_environment, command, module_folders
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.exercise import Limits
    from grader.sandbox.channel import Channel

_CHUNK = 1 << 16
_MAX_WAITING = 1 << 20
_GRACE = 0.01


class ThreadedChannel:
    """A channel over pipes that cannot be polled, as on Windows: a thread waits on each of them.

    Parameters
    ----------
    requests, replies, output : int
        The judge's ends.
    """

    def __init__(self, requests: int, replies: int, output: int) -> None:
        self.incoming = bytearray()
        self.output = Output()
        self.ended = False
        self._descriptors = requests, replies, output
        self._news = threading.Condition()
        self._replies: deque[bytes] = deque()
        self._prints: deque[bytes] = deque()
        self._waiting = 0
        self._closed = False
        self._unsent: SimpleQueue[bytes | None] = SimpleQueue()
        for descriptor, chunks in ((replies, self._replies), (output, self._prints)):
            threading.Thread(target=self._listen, args=(descriptor, chunks), daemon=True).start()
        threading.Thread(target=self._write, daemon=True).start()

    def _listen(self, descriptor: int, chunks: deque[bytes]) -> None:
        """Gather what comes until the end, but never more than `_MAX_WAITING` bytes ahead of the judge."""
        while True:
            try:
                chunk = os.read(descriptor, _CHUNK)
            except OSError:
                chunk = b""
            with self._news:
                chunks.append(chunk)
                self._waiting += len(chunk)
                self._news.notify_all()
                while self._waiting > _MAX_WAITING and not self._closed:
                    self._news.wait()
                if not chunk or self._closed:
                    return

    def send(self, data: bytes) -> None:
        """Have a thread write, for the worker may take its time: one for all, so that their order is kept."""
        self._unsent.put(data)

    def _write(self) -> None:
        with suppress(OSError):  # the end of the replies tells how it ended
            while (data := self._unsent.get()) is not None:
                wire.write_all(self._descriptors[0], data)

    def pump(self, timeout: float) -> bool:
        """Move what has come, after waiting at most `timeout` seconds; return whether anything had."""
        with self._news:
            if not self._replies and not self._prints:
                self._news.wait(max(timeout, _GRACE))  # the moment's grace lets prints catch up with a reply
            moved = bool(self._replies or self._prints)
            while self._replies:
                chunk = self._replies.popleft()
                self.incoming += chunk
                self.ended = self.ended or not chunk
            while self._prints:
                self.output.take(self._prints.popleft())
            self._waiting = 0
            self._news.notify_all()
        return moved

    def close(self) -> None:
        """Close the judge's ends; the process has ended, so no thread still waits on them."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._unsent.put(None)
        for descriptor in self._descriptors:
            with suppress(OSError):
                os.close(descriptor)


class SingleProcess:
    """The process of one submission."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def wait_started(self) -> None:
        """Return at once: the process exists."""

    def cpu_seconds(self) -> float | None:
        """Return the processor time it has used, where the kernel tells it of other processes."""
        if sys.platform != "linux":
            return None
        try:
            return time.clock_gettime((~self._process.pid << 3) | 2)
        except OSError:
            return None

    def delayed_seconds(self) -> float | None:
        """Return for how long it has waited to be run, None where the kernel does not tell."""
        return delayed_seconds(self._process.pid)

    def end(self, patience: float) -> Ending:
        """Kill it, with all that it started, unless it ends by itself within `patience` seconds."""
        cpu_seconds = self.cpu_seconds() or 0.0
        by_itself = True
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            by_itself = False
        if hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        return Ending(self._process.wait(), by_itself, cpu_seconds)

    def discard(self) -> None:
        """Kill it."""
        self.end(0.0)


class SingleUseLauncher:
    """Starts one process for every submission, one of them ahead of time.

    Parameters
    ----------
    extra_modules : sequence of str
        What is imported beyond what is always offered.
    polled : bool
        Wait on the pipes by polling them; where that is not to be had, with threads.
    """

    def __init__(self, extra_modules: Sequence[str], *, polled: bool = sys.platform != "win32") -> None:
        self._settings = {
            "role": "single_worker",
            "judge": os.getpid(),
            "paths": module_folders(extra_modules),
            "extra_modules": list(extra_modules),
        }
        self._polled = polled
        self._running: list[subprocess.Popen[bytes]] = []
        self._spare: tuple[subprocess.Popen[bytes], tuple[int, int, int]] | None = self._start()

    def _start(self) -> tuple[subprocess.Popen[bytes], tuple[int, int, int]]:
        process = subprocess.Popen(
            command(self._settings),
            env=clean_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )
        self._running.append(process)
        ends = []
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            ends.append(os.dup(pipe.fileno()))  # ours to close, apart from the Popen object's own
            pipe.close()
        return process, (ends[0], ends[1], ends[2])

    def launch(self, limits: Limits, modules: Sequence[str]) -> tuple[SingleProcess, Channel]:
        """Take the process that was started ahead of time, or start one."""
        self._running = [process for process in self._running if process.poll() is None]
        process, ends = self._spare or self._start()
        self._spare = None
        channel: Channel = PipeChannel(*ends) if self._polled else ThreadedChannel(*ends)
        begin = {
            "modules": list(modules),
            "cpu_seconds": math.ceil(limits.cpu_seconds),
            "memory_mb": limits.memory_mb,
        }
        channel.send(wire.pack(begin))
        return SingleProcess(process), channel

    def isolation(self) -> Isolation:
        """Return tier C: a process of its own is no wall."""
        if sys.platform == "linux":
            reason = sentence("isolation was switched off")
        else:
            reason = sentence("the grader knows no confinement for {system}", system=platform.system())
        return Isolation(
            tier="C",
            mechanisms=() if sys.platform == "win32" else ("rlimits",),
            landlock_abi=None,
            kernel=platform.release(),
            machine=platform.machine(),
            probe="not run",
            reason=reason,
        )

    def close(self) -> None:
        """End every process."""
        if self._spare is not None:
            for descriptor in self._spare[1]:
                os.close(descriptor)
            self._spare = None
        for process in self._running:
            process.kill()
            process.wait()
