"""Starts processes that work for this one, each with a line to it, and ends them all."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import FrameType

_PATIENCE = 1.0


@dataclass(frozen=True, eq=False)
class Helper:
    """A process and this process's end of the line to it."""

    process: SpawnProcess
    line: Connection

    def end(self) -> None:
        """Tell it to end, and make it if it does not."""
        end_all([self])


def start_helper(work: Callable[..., None], *arguments: Any) -> Helper:
    """Start a process that runs a function with its end of a line and further arguments.

    Parameters
    ----------
    work : callable
        A function of a module, for the process finds it by name.
    arguments
        Plain values; they do not appear on any command line.
    """
    # Not forked: a process that begins anew has no other one's pipes, threads or pytest.
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=work, args=(its, *arguments), daemon=True)
    with _deaf_to_interrupts(), _allowed_children():
        process.start()
    its.close()
    return Helper(process, mine)


def end_all(helpers: Iterable[Helper]) -> None:
    """End processes, all at once."""
    helpers = list(helpers)
    for helper in helpers:
        helper.line.close()
        helper.process.terminate()
    for helper in helpers:
        helper.process.join(_PATIENCE)
        if helper.process.is_alive():
            helper.process.kill()
            helper.process.join()


def end_on_request() -> None:
    """Let a request to end be heard as Ctrl-C is, so that what has to be cleaned up is."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: this one hears it, and ends the others once."""
    if threading.current_thread() is not threading.main_thread():  # where signals cannot be set
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _allowed_children() -> Iterator[None]:
    """Let a process have children that is itself a daemon, as Dask's workers are.

    multiprocessing forbids it, for a daemon that is killed leaves its children behind; ours end when
    their line to it does.
    """
    settings = getattr(multiprocessing.current_process(), "_config", {})
    before = settings.get("daemon")
    settings.pop("daemon", None)
    try:
        yield
    finally:
        if before is not None:
            with suppress(TypeError):
                settings["daemon"] = before
