"""What a process that forks many workers does once for all of them."""

from __future__ import annotations

import errno
import json
import mmap
import os
import socket
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.errors import JudgeFaultError
from grader.kit import Limits
from grader.sandbox import Sandbox, hot_pages, zygote_handle
from grader.sandbox.confinement import can_be_nobody, open_libc
from grader.sandbox.passing import WHOLE, part_of, passed_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from grader.sandbox.host import Mode

PAGE = mmap.PAGESIZE
N_PAGES = 64


class Memory:
    """Pages that forked processes share until one of them writes."""

    def __init__(self) -> None:
        self.map = mmap.mmap(-1, N_PAGES * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        for number in range(N_PAGES):
            self.write(number, b"parent")
        self.address = np.frombuffer(self.map, dtype="u1").ctypes.data

    def write(self, number: int, text: bytes) -> None:
        """Write at the beginning of a page."""
        self.map[number * PAGE : number * PAGE + len(text)] = text

    def read(self, number: int) -> bytes:
        """Return the beginning of a page."""
        return self.map[number * PAGE : number * PAGE + 6]

    @property
    def pages(self) -> list[int]:
        """The pages' addresses."""
        return [self.address + number * PAGE for number in range(N_PAGES)]


@pytest.fixture
def memory() -> Memory:
    """Return pages of this process alone."""
    return Memory()


class Child:
    """A forked process that does something and then waits to be looked at."""

    def __init__(self, action: Callable[[], bytes]) -> None:
        (self._said, says), (goes, self._go) = os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.write(says, action())
                os.read(goes, 1)
            finally:
                os._exit(0)
        os.close(says)
        os.close(goes)
        self.said = os.read(self._said, 1000)

    def end(self) -> None:
        """Let it end."""
        os.write(self._go, b".")
        os.waitpid(self.pid, 0)
        os.close(self._go)
        os.close(self._said)


@pytest.fixture
def child() -> Iterator[Callable[[Callable[[], bytes]], Child]]:
    """Return what forks a process."""
    children: list[Child] = []

    def forked(action: Callable[[], bytes]) -> Child:
        children.append(Child(action))
        return children[-1]

    yield forked
    for one in children:
        one.end()


def test_pages_that_a_process_has_written_are_found(
    memory: Memory, child: Callable[[Callable[[], bytes]], Child]
) -> None:
    """They are its own from then on, and no others are."""

    def write_some() -> bytes:
        for number in range(0, N_PAGES, 3):
            memory.write(number, b"child!")
        return b"."

    one = child(write_some)
    areas = [(memory.address, memory.address + N_PAGES * PAGE)]

    assert memory.pages[::3] == hot_pages.own_pages(one.pid, areas)


def test_own_memory_is_among_the_private_areas(memory: Memory) -> None:
    """Where a process can write is known of all of its pages."""
    areas = hot_pages.private_areas()

    assert all(any(start <= page < end for start, end in areas) for page in memory.pages)


def faults_of_writing(memory: Memory) -> bytes:
    """Write to all pages and return how often that had to be stopped."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(N_PAGES):
        memory.write(number, b"child!")
    return str(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before).encode()


@pytest.fixture
def pinned(memory: Memory) -> Iterator[Memory]:
    """Return pages that forks copy."""
    ring = hot_pages.copy_when_forking(open_libc(), memory.pages)
    if ring is None:
        pytest.skip("this system lets no pages be pinned")
    yield memory
    os.close(ring)


def test_forks_copy_pinned_pages(
    memory: Memory, child: Callable[[Callable[[], bytes]], Child], request: pytest.FixtureRequest
) -> None:
    """Writing to them costs a forked process nothing, where it costs a fault for each page otherwise."""
    usual = int(child(lambda: faults_of_writing(memory)).said)
    request.getfixturevalue("pinned")
    copied = int(child(lambda: faults_of_writing(memory)).said)

    assert N_PAGES <= usual
    assert N_PAGES / 2 > copied


def test_pinned_pages_are_shared_with_nobody(
    pinned: Memory, child: Callable[[Callable[[], bytes]], Child]
) -> None:
    """What one process writes into its copy is not in another's."""

    def write_one() -> bytes:
        pinned.write(1, b"child!")
        return pinned.read(1)

    assert b"child!" == child(write_one).said
    assert b"parent" == child(lambda: pinned.read(1)).said
    assert b"parent" == pinned.read(1)


class Refusing:
    """A C library whose system calls from a number on are refused."""

    def __init__(self, n_allowed: int) -> None:
        self._libc: Any = open_libc()
        self._left = n_allowed

    def syscall(self, *arguments: Any) -> int:
        """Do it as long as it is allowed."""
        self._left -= 1
        return int(self._libc.syscall(*arguments)) if self._left >= 0 else -errno.EPERM


@pytest.mark.parametrize("n_allowed", [0, 1])
def test_a_system_may_refuse(memory: Memory, n_allowed: int) -> None:
    """Then nothing is pinned, and no descriptor stays open."""
    before = os.listdir("/proc/self/fd")
    libc: Any = Refusing(n_allowed)

    assert hot_pages.copy_when_forking(libc, memory.pages) is None
    assert before == os.listdir("/proc/self/fd")


def test_too_many_pages_are_left_alone(memory: Memory) -> None:
    """So much is not locked into memory."""
    many = list(range(0, 10_000 * PAGE, PAGE))

    assert hot_pages.copy_when_forking(open_libc(), many) is None
    assert hot_pages.copy_when_forking(open_libc(), []) is None


def test_pages_one_after_another_are_one_range() -> None:
    """The order in which they are given does not matter."""
    assert [(0, 20), (40, 10)] == hot_pages.ranges_of([40, 10, 0], 10)


LOOKING = dedent(
    """
    import os

    total = []


    def open_descriptors():
        found = []
        for number in range(64):
            try:
                os.get_inheritable(number)
            except OSError:
                continue
            found.append(number)
        return found


    def add(number):
        total.append(number)
        return len(total)
    """
)


@pytest.mark.parametrize("mode", ["default", "none"])
def test_late_workers_are_as_the_first(mode: Mode) -> None:
    """From the fourth on they come from a process that is ready for many: no trace of that is in them."""
    seen = []
    with Sandbox(mode) as sandbox:
        for _ in range(7):
            worker = sandbox.open(LOOKING, limits=Limits())
            descriptors = worker.call("open_descriptors", [])
            seen.append((descriptors.value, worker.call("add", [1]).value, worker.call("add", [1]).value))
            worker.close()

    assert 7 * [([0, 1, 2, 3, 4], 1, 2)] == seen


def test_a_worker_that_cannot_be_forked_is_no_other_ones_fault() -> None:
    """A fork that fails is told to who waits for that worker, not to who waits for the end of another."""
    handle = zygote_handle.ZygoteHandle("none", [])
    handle.isolation()
    judge, zygote = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    handle._control.close()
    handle._control = judge
    ended = {"status": -9, "by_itself": False, "cpu_seconds": 0.5, "peak_kb": 7}
    for message in ({"spawned": 1, "error": "no more processes"}, {"ended": 4321, **ended}):
        zygote.send(json.dumps(message).encode())

    assert -9 == handle.end(4321, 0.0).status
    for _ in range(2):  # also when that worker is closed
        with pytest.raises(JudgeFaultError, match="no more processes"):
            handle.pid_of(1)
    handle.close()
    zygote.close()


@pytest.mark.parametrize(
    ("ranges", "setgroups", "expected"),
    [
        (" 0 0 4294967295\n", "allow\n", True),
        (" 0 1000 1\n 1 100000 65536\n", "allow\n", True),
        (" 0 1000 1\n", "allow\n", False),
        (" 0 1000 1\n 1 100000 65536\n", "deny\n", False),
    ],
)
def test_root_of_a_container_may_be_its_only_user(
    ranges: str, setgroups: str, expected: bool, tmp_path: Path
) -> None:
    """Where no other user is to be had, workers have the other walls alone."""
    for name, text in (("uid_map", ranges), ("gid_map", ranges), ("setgroups", setgroups)):
        (tmp_path / name).write_text(text)

    assert expected is can_be_nobody(str(tmp_path))


WITHOUT_NUMPY = """
from grader.sandbox import zygote_handle
zygote_handle.module_folders = lambda extra_modules: []
zygote_handle.ZygoteHandle("none", []).isolation()
"""


def test_why_no_worker_can_be_forked_is_told() -> None:
    """A fault in the process that forks workers is told with its reason, whatever numbers are free."""
    run = subprocess.run([sys.executable, "-c", WITHOUT_NUMPY], capture_output=True, text=True, check=False)

    assert "could not start (ImportError: NumPy cannot be imported)" in run.stderr


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, 1.5),
        (np.float64(0.1), 0.1),
        (np.float32(0.1), float(np.float32(0.1))),
        (3, 3.0),
        (np.int64(3), 3.0),
        (np.array([2.5]), 2.5),
        (np.array(2.5), 2.5),
        ([2.5], 2.5),
        (True, None),
        (None, None),
        ("1.5", None),
        (1j, None),
        (np.nan, None),
        (10**400, None),
        (np.array([1.0, 2.0]), None),
    ],
)
def test_numbers_are_passed_on(value: object, expected: float | None) -> None:
    """What stands for a finite number is passed on as one."""
    found = passed_on(value, 0.0)

    assert (expected, type(expected)) == (found, type(found))


@pytest.mark.parametrize(
    ("value", "is_passed_on"),
    [
        (np.array([1.0, 2.0]), True),
        (np.array([1, 2]), True),
        (np.array([1, 2], dtype=np.float32), True),
        ([1.0, 2], True),
        ((1.0, 2), True),
        ([[1.0, 2.0]], False),
        ([[1.0], [1.0, 2.0]], False),
        (np.array([True, False]), False),
        (["1", "2"], False),
        (1.0, False),
        (None, False),
    ],
)
def test_arrays_are_passed_on(value: Any, is_passed_on: bool) -> None:
    """What stands for an array of the asked shape is passed on as one of floats, which is nobody else's."""
    found = passed_on(value, np.zeros(2))

    assert is_passed_on == (found is not None)
    if is_passed_on:
        assert (found.dtype, found.tolist()) == (np.float64, [float(one) for one in value])
        assert not np.shares_memory(found, np.asarray(value))


def test_dictionaries_are_passed_on() -> None:
    """With the entries that are asked, each as by itself, in the order in which they are asked."""
    like = {"w": np.zeros(2), "b": 0.0}
    found = passed_on({"b": 1, "w": [1.0, 2.0]}, like)

    assert [("w", [1.0, 2.0]), ("b", 1.0)] == [(key, np.asarray(one).tolist()) for key, one in found.items()]
    assert passed_on({"w": [1.0, 2.0]}, like) is None
    assert passed_on({"b": 1, "w": [1.0]}, like) is None
    assert passed_on([1.0, 2.0], like) is None


def test_parts_of_what_was_returned() -> None:
    """A part is one of several values, of a row of them, or the whole; what is not there is None."""
    assert [2, None] == [part_of((1, 2), part) for part in (1, 2)]
    assert 2.0 == part_of(np.array([1.0, 2.0]), 1)
    assert part_of(np.array(1.0), 0) is None
    assert part_of({"w": 1}, 0) is None
    assert part_of({"w": 1}, WHOLE) == {"w": 1}
