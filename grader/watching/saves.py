"""Tells that a file may have been saved: at once by the system's events, and now and then without any."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_STEP = 10  # milliseconds in which nothing may happen, before a change is told of
_MOST = 50  # milliseconds after which it is told of in any case
_LOOK = 1.0  # seconds after which one looks without an event, for not every file system sends them


class Saves:
    """Calls `wake`, from a thread of its own, whenever a file may have changed.

    Not the file but its folder is watched, for most editors put a new file in the old one's place. If the
    folder goes or another takes its place, the nearest folder above it is watched until it is back. Whether
    the content is another is not looked at here: an event is a reason to look, never a fact.

    Parameters
    ----------
    file : Path
        It need not exist.
    wake : callable
        Called without arguments.
    """

    def __init__(self, file: Path, wake: Callable[[], None]) -> None:
        self._folder = file.absolute().parent
        self._wake = wake
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="saves", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *details: object) -> None:
        self._stop.set()
        self._thread.join(2 * _LOOK)

    def _run(self) -> None:
        while not self._stop.is_set():
            with suppress(OSError, RuntimeError):  # the folder went in between, or watches are used up
                self._watch(*_nearest(self._folder))
            self._wake()
            self._stop.wait(_LOOK / 20)

    def _watch(self, folder: Path, identity: tuple[int, int]) -> None:
        """Watch one folder for as long as it is the nearest one."""
        from watchfiles import watch

        changes = watch(
            folder,
            recursive=False,
            watch_filter=None,
            debounce=_MOST,
            step=_STEP,
            stop_event=self._stop,
            rust_timeout=int(1000 * _LOOK),
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        # What happened before the watch was up has sent no event.
        self._wake()
        for _ in changes:
            self._wake()
            if self._stop.is_set() or (folder, identity) != _nearest(self._folder):
                return


def _nearest(folder: Path) -> tuple[Path, tuple[int, int]]:
    """Return the folder, or the nearest one above it that is there, and what tells it from a later one."""
    for candidate in (folder, *folder.parents):
        with suppress(OSError):
            found = candidate.stat()
            if candidate.is_dir():
                return candidate, (found.st_dev, found.st_ino)
    raise FileNotFoundError(folder)
