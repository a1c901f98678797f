"""What a watcher waits for: a key at the terminal, or a word from another thread that a file changed."""

from __future__ import annotations

import os
import re
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import FrameType

#: What Ctrl-D and a terminal that has gone are read as.
QUIT = "q"

_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:[\[O][0-?]*[ -/]*[@-~]|.)?")
_POLL = 0.03


class Inbox:
    """Waits for keys and wake-ups; while it is open, keys arrive without Enter and are not echoed.

    Where standard input is no terminal, only wake-ups arrive. The terminal is put back as it was when the
    inbox is closed, when the process is stopped (Ctrl-Z) and when it is ended by a signal.

    Parameters
    ----------
    has_enter : bool
        Enter is a key as well, as a line end.
    """

    def __init__(self, *, has_enter: bool = False) -> None:
        self._has_enter = has_enter
        self.has_keys = sys.stdin is not None and sys.stdin.isatty()
        self._woken = threading.Event()
        self._terminal: _Terminal | None = None
        self._wake_end = self._wait_end = -1

    def __enter__(self) -> Self:
        if sys.platform != "win32":
            self._wait_end, self._wake_end = os.pipe()
            os.set_blocking(self._wait_end, False)
            os.set_blocking(self._wake_end, False)
            if self.has_keys:
                self._terminal = _Terminal(sys.stdin.fileno())
                self._terminal.take()
        return self

    def __exit__(self, *details: object) -> None:
        if self._terminal is not None:
            self._terminal.give_back()
        if sys.platform != "win32":
            os.close(self._wait_end)
            # Another thread may be about to wake us: to a closed end it would write into some other file.
            wake_end, self._wake_end = self._wake_end, -1
            os.close(wake_end)

    def wake(self) -> None:
        """End the wait of the thread that waits; to be called by any other one."""
        self._woken.set()
        if self._wake_end >= 0:
            with suppress(OSError):
                os.write(self._wake_end, b"\0")

    def wait(self, seconds: float) -> list[str]:
        """Return the keys that were typed, in lower case; none after a wake-up, or when the time is over."""
        if sys.platform == "win32":
            return self._wait_polling(seconds)
        import select

        sources = [self._wait_end]
        if self._terminal is not None and self._terminal.is_ours():
            sources.append(self._terminal.descriptor)
        ready, _, _ = select.select(sources, [], [], seconds)
        self._woken.clear()
        if self._wait_end in ready:
            with suppress(BlockingIOError):
                os.read(self._wait_end, 4096)
        if self._terminal is not None and self._terminal.descriptor in ready:
            return self._keys(self._terminal.descriptor)
        return []

    def _keys(self, descriptor: int) -> list[str]:
        """Read what was typed; a terminal that has gone is as good as a wish to quit."""
        try:
            typed = os.read(descriptor, 1024)
        except OSError:
            return [QUIT]
        return keys_in(typed.decode("utf-8", "ignore"), has_enter=self._has_enter) if typed else [QUIT]

    def _wait_polling(self, seconds: float) -> list[str]:
        """Wait where keys and wake-ups cannot be waited for together."""
        import time

        msvcrt: Any = __import__("msvcrt")
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            typed = ""
            while self.has_keys and msvcrt.kbhit():
                typed += msvcrt.getwch()
            if typed:
                return keys_in(typed, has_enter=self._has_enter)
            if self._woken.wait(_POLL):
                self._woken.clear()
                break
        return []


def keys_in(typed: str, *, has_enter: bool = False) -> list[str]:
    """Return the keys in what a terminal sent: letters in lower case, without arrows and the like."""
    if "\x03" in typed:  # Windows hands on what elsewhere becomes a signal
        raise KeyboardInterrupt
    plain = _ESCAPE_SEQUENCE.sub("", typed)
    if has_enter:
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
        return ["\n" if key == "\n" else keys_in(key)[0] for key in plain if key == "\n" or keys_in(key)]
    return [QUIT if key == "\x04" else key.lower() for key in plain if key.isprintable() or key == "\x04"]


class _Terminal:
    """A terminal of POSIX, taken for single keys and given back."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._before: list[Any] | None = None
        self._handlers: dict[int, Any] = {}

    def is_ours(self) -> bool:
        """Tell whether this process may read: in the background, reading would stop it."""
        try:
            return os.tcgetpgrp(self.descriptor) == os.getpgrp()
        except OSError:
            return True  # no terminal any more: reading says so

    def take(self) -> None:
        """Have keys arrive one at a time, and hear of everything that may end or stop this process."""
        import signal
        import termios

        try:
            self._before = termios.tcgetattr(self.descriptor)
        except termios.error:
            return
        for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGTSTP"):
            number = getattr(signal, name)
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, self._leave)
        self._handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._come_back)
        self._set_single_keys()

    def give_back(self) -> None:
        """Leave the terminal and the signals as they were."""
        import signal

        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._restore()
        self._before = None

    def _set_single_keys(self) -> None:
        import termios
        import tty

        if self._before is not None and self.is_ours():
            with suppress(termios.error, OSError):
                tty.setcbreak(self.descriptor, termios.TCSANOW)

    def _restore(self) -> None:
        import termios

        if self._before is not None and self.is_ours():
            with suppress(termios.error, OSError):
                termios.tcsetattr(self.descriptor, termios.TCSADRAIN, self._before)

    def _leave(self, number: int, frame: FrameType | None) -> None:
        """Restore the terminal, then let the signal do what it does to any process."""
        import signal

        self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        # Here again after a stop, also after one that the system did not grant.
        self._come_back(number, frame)

    def _come_back(self, number: int, frame: FrameType | None) -> None:
        """Take the terminal again after a stop."""
        import signal

        if signal.SIGTSTP in self._handlers:
            signal.signal(signal.SIGTSTP, self._leave)
        self._set_single_keys()
