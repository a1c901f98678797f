"""Work that is spread among forks: in order, as if done here, and ended with the one who asked for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from grader.quiz.spreading import spread

#: Threads of the test run keep this process from forking; one of its own may.
PROGRAM = """
import os, signal, sys, time
from grader.quiz import spreading
spreading.n_cores = lambda: 2
MAIN = os.getpid()
def work(task):
    if task == "end":
        os.kill(os.getppid(), signal.SIGINT)
        time.sleep(60)
    if task == "raise":
        raise KeyError("its own")
    return task, os.getpid() != MAIN
tasks = sys.argv[1:]
try:
    print(list(spreading.spread(work, tasks)))
except BaseException as error:
    print(repr(error))
"""


def said(*tasks: str) -> str:
    """Return what a fresh process prints that spreads tasks."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *tasks],
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )

    assert "" == done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux alone")
def test_forks() -> None:
    """Results come in the order of the tasks, from other processes; one task alone is done here."""
    assert "[('a', True), ('b', True), ('c', True)]" == said("a", "b", "c")
    assert "[('a', False)]" == said("a")


@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux alone")
def test_what_is_raised() -> None:
    """What a task raises is raised where its result is asked for."""
    assert "KeyError('its own')" == said("a", "raise", "c")


@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux alone")
def test_interrupted() -> None:
    """Ctrl-C ends it at once, with no word from the forks."""
    assert "KeyboardInterrupt()" == said("a", "end", "end", "end")


def test_not_beside_threads() -> None:
    """Where threads run, nothing is forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        pids = set(spread(lambda task: os.getpid(), [1, 2, 3]))
    finally:
        done.set()
        thread.join()

    assert {os.getpid()} == pids
