"""Answers a few requests about a file of our own before a learner's comes, so that no worker does it first.

What a Python function does when it first runs (specialise its code, fill caches, ask for memory) is written
into pages that a forked process shares with its parent until then; done in the parent it costs every child
nothing.
"""

from __future__ import annotations

import linecache
import os
import struct
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

#: After so many calls the interpreter has specialised a function.
_ROUNDS = 10
_NAME = "rehearsal.py"
_FILE = b"""
import numpy as np

def vector(x, y, w, b):
    error = w * x + b - y
    return np.dot(error, x) / len(y), np.mean(error)

def loop(x, y, w, b):
    total = 0.0
    for i in range(len(y)):
        total += (w * x[i] + b - y[i]) * x[i]
    return total / len(y), vector(x, y, w, b)
"""
_NUMBERS = struct.pack("<6d", 1.0, 2.0, 3.0, 3.0, 5.0, 7.0)
_ARRAYS = [{"a": ["<f8", [3], 0, 24]}, {"a": ["<f8", [3], 24, 24]}]
_SYMBOLS = [{"A": [[2], [{"y": f"{name}[{place}]"} for place in range(2)]]} for name in "xy"]


def _requests(rounds: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield what a judge might ask, and a call that fails."""
    yield {"op": "load", "filename": _NAME}, _FILE
    ways = (
        ("call", [*_ARRAYS, 1.0, {"s": ["<f8", [], 0, 8]}], _NUMBERS),
        ("trace", [*_SYMBOLS, {"y": "w"}, {"y": "b"}], b""),
    )
    for _ in range(rounds):
        for operation, arguments, blob in ways:
            for name in ("vector", "loop"):
                asked = {"op": operation, "function": name, "arguments": arguments, "options": []}
                yield {**asked, "record": ["vector"] if name == "loop" else []}, blob
        call = {"function": "vector", "arguments": ways[0][1], "times": 1}
        step = {**call, "follows": [[2, 0], [3, 1]], "times": 2}
        yield {"op": "several", "calls": [{**call, "follows": []}, step]}, _NUMBERS
    yield {"op": "call", "function": "vector", "arguments": [], "options": [], "record": []}, b""
    yield {"op": "globals"}, b""


def prompt(
    worker: ModuleType, asked: int, answers: int, *, rounds: int, then: Callable[[], object] | None = None
) -> None:
    """Write one request after another and read what is answered, as a judge does.

    Parameters
    ----------
    worker : module
        `grader.sandbox.worker`.
    asked, answers : int
        The descriptors that requests go to and replies come from.
    rounds : int
        How often each kind of call is made.
    then : callable, optional
        Called when a request has been written, for a service in this process to answer it.

    Raises
    ------
    EOFError
        Who answers has ended.
    """
    wire: Any = worker.wire
    for identity, (request, blob) in enumerate(_requests(rounds), start=1):
        wire.write_all(asked, wire.pack({**request, "id": identity}, blob))
        if then is not None:
            then()
        reply, _ = wire.read_frame(answers)
        if request["op"] == "several":
            for _ in range(reply["value"]):
                wire.read_frame(answers)


def rehearse(worker: ModuleType) -> None:
    """Let a service answer, and leave nothing of it behind.

    Parameters
    ----------
    worker : module
        `grader.sandbox.worker`.
    """
    arguments = list(sys.argv)
    asks, asked = os.pipe()
    answers, answered = os.pipe()
    service = worker.Service(asks, answered)
    try:
        prompt(worker, asked, answers, rounds=_ROUNDS, then=service.answer)
    finally:
        for descriptor in (asks, asked, answers, answered):
            os.close(descriptor)
        sys.argv[:] = arguments
        sys.modules.pop(worker.MODULE, None)
        linecache.cache.pop(_NAME, None)
