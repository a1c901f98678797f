"""Shares work among processes: each has a sandbox of its own, and all end when one is interrupted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from grader.checking.processes import end_all, end_on_request, start_helper
from grader.errors import JudgeFaultError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from grader.sandbox import Sandbox

#: Does one task in a process: given the task, a sandbox and where to tell progress.
Work = Callable[[Any, "Sandbox", Callable[[int, int], None]], Any]


def share(
    work: Work,
    tasks: Sequence[Any],
    jobs: int,
    done: Callable[[Any], None],
    progress: Callable[[Any, int, int], None],
) -> None:
    """Do every task, at most `jobs` at a time.

    Parameters
    ----------
    work : callable
        A function of a module, for processes find it by name.
    tasks : sequence
        What it is given, one at a time.
    jobs : int
        How many processes.
    done : callable
        Called with each result as it comes.
    progress : callable
        Called with a task, how far it is and how far it has to go.

    Raises
    ------
    JudgeFaultError
        A process ended, or a task raised what it should not.
    KeyboardInterrupt
        After every process has ended.
    """
    waiting = list(reversed(tasks))
    busy: dict[Connection, Any] = {}
    helpers = []
    try:
        for _ in range(max(1, min(jobs, len(tasks)))):
            helpers.append(start_helper(_serve, work))
            line = helpers[-1].line
            busy[line] = _hand_out(line, waiting)
        while any(task is not None for task in busy.values()):
            ready = wait([line for line, task in busy.items() if task is not None])
            for line in [line for line in busy if line in ready]:
                kind, content = _received(line)
                if kind == "progress":
                    progress(busy[line], *content)
                elif kind == "done":
                    busy[line] = _hand_out(line, waiting)
                    done(content)
                else:
                    raise JudgeFaultError(content)
    finally:
        end_all(helpers)


def _hand_out(line: Connection, waiting: list[Any]) -> Any:
    """Send the next task to a process; return it, or None if there is none."""
    if not waiting:
        return None
    task = waiting.pop()
    line.send(task)
    return task


def _received(line: Connection) -> tuple[str, Any]:
    try:
        kind, content = line.recv()
    except EOFError:
        return "failed", "A process that examined exercises ended by itself."
    return kind, content


def _serve(line: Connection, work: Work) -> None:
    """Do tasks until there is nobody to ask for them."""
    from grader.sandbox import Sandbox

    end_on_request()
    with suppress(KeyboardInterrupt, EOFError, BrokenPipeError), Sandbox() as sandbox:
        while True:
            task = line.recv()
            try:
                result = work(task, sandbox, lambda at, of: line.send(("progress", (at, of))))
            except Exception as error:
                import traceback

                trace = "".join(traceback.format_exception(error))
                line.send(("failed", f"{task} could not be done: {type(error).__name__}: {error}\n{trace}"))
                return
            line.send(("done", result))
