"""Spreads work that nobody has to be kept from among forks of this process, one for each core."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from grader.machine import n_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")

#: So many tasks for each fork are handed over ahead, and no more, for each waits in memory.
AHEAD = 4
#: After so many new objects a fork looks for garbage; after ten times as many also among older ones.
GARBAGE = (10_000, 10, 10)
#: What the forks do. They inherit it, so that it may hold what cannot be sent, such as a course.
_work: Callable[[Any], Any] | None = None


def spread(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """Yield the result of each task, in the order of the tasks.

    The tasks are done here, one after the other, where a fork would not help or not be safe: with one
    task or core, with threads about, and on systems that do not fork well.

    Parameters
    ----------
    work : callable
        Does one task; what it raises is raised here.
    tasks : sequence
        Plain values, as their results are.

    Raises
    ------
    concurrent.futures.process.BrokenProcessPool
        A fork ended by itself, as when memory runs out.
    """
    jobs = min(len(tasks), n_cores())
    if jobs < 2 or not sys.platform.startswith("linux") or threading.active_count() > 1:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    global _work
    _work = work
    context = multiprocessing.get_context("fork")
    executor = ProcessPoolExecutor(jobs, context, initializer=_settle)
    try:
        rest = iter(tasks)
        handed = deque(executor.submit(_do, task) for task in islice(rest, AHEAD * jobs))
        while handed:
            done = handed.popleft().result()
            handed.extend(executor.submit(_do, task) for task in islice(rest, 1))
            yield done
    except BaseException:
        # What is being done is of no use any more, and Ctrl-C should not have to wait for it.
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)
        _work = None


def _settle() -> None:
    """Leave Ctrl-C to the process that was forked, which ends the others, and what was inherited alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A command that ends soon looks for garbage seldom. A fork may have much to do, and does not look through
    # what it inherited, so that looking costs little.
    gc.freeze()
    gc.set_threshold(*GARBAGE)


def _do(task: Any) -> Any:
    assert _work is not None
    return _work(task)
