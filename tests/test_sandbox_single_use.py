"""The way without confinement: a process for each submission, tried on Linux though made for elsewhere."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.kit import Limits
from grader.sandbox import Sandbox
from grader.sandbox.single_use import SingleUseLauncher, ThreadedChannel

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = """
import os, time
import numpy as np
print("hello")
def double(x): return 2 * x
def loop():
    while True: pass
def exits(): os._exit(4)
def speak(): print("x" * 300_000)
def memory(): return np.ones(10**9)
def missing(): import scipy
def garbage(): os.write(4, b"\\xff" * 64); time.sleep(5)
"""
LIMITS = Limits(cpu_seconds_per_call=0.5)


@pytest.fixture(params=[True, False], ids=["polled", "threads"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox of single-use processes, with each way to wait for them."""
    with Sandbox("none", single_use=True) as sandbox:
        launcher = sandbox._launcher
        assert isinstance(launcher, SingleUseLauncher)
        launcher._polled = request.param
        yield sandbox


def test_submissions_run_and_the_report_says_how(sandbox: Sandbox) -> None:
    """Values come back, prints are kept, imports are answered, and the tier is C."""
    worker = sandbox.open(SOURCE, limits=LIMITS)

    assert "hello\n" == worker.load().printed
    assert [2.0, 4.0] == worker.call("double", (np.array([1.0, 2.0]),)).value.tolist()
    assert "scipy" == worker.call("missing", ()).error.missing_module
    assert "C" == sandbox.isolation.tier
    worker.call("speak", ())
    worker.close()
    assert worker.output_truncated


@pytest.mark.skipif(sys.platform != "linux", reason="what limits there are differs by platform")
@pytest.mark.parametrize(
    ("function", "status"),
    [("loop", "timed-out"), ("exits", "exited"), ("memory", "out-of-memory"), ("garbage", "tampered")],
)
def test_endings_are_kept_apart(sandbox: Sandbox, function: str, status: str) -> None:
    """Limits and protocol hold without confinement."""
    worker = sandbox.open(SOURCE, limits=LIMITS)
    reply = worker.call(function, ())
    worker.close()

    assert status == reply.status


def test_fresh_gives_another_process(sandbox: Sandbox) -> None:
    """After a death the same file runs again."""
    worker = sandbox.open(SOURCE, limits=LIMITS)
    worker.call("exits", ())
    again = worker.fresh()

    assert 4.0 == again.call("double", (2.0,)).value
    again.close()


def test_messages_keep_their_order() -> None:
    """What is sent arrives whole and in order, also if the worker has not begun to read."""
    (theirs, requests), (replies, answering), (output, printing) = (os.pipe() for _ in range(3))
    channel = ThreadedChannel(requests, replies, output)
    messages = [letter * 200_000 for letter in (b"a", b"b", b"c")]
    for message in messages:
        channel.send(message)
    arrived = b""
    while len(arrived) < 600_000:
        arrived += os.read(theirs, 1 << 16)
    os.close(answering)
    os.close(printing)
    channel.close()
    os.close(theirs)

    assert b"".join(messages) == arrived
