"""Says how a worker ended: by its limits, by a signal, or by itself."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from grader.wording import sentence

if TYPE_CHECKING:
    from grader.exercise import Limits
    from grader.sandbox.replies import Ending, Status

_SIGNALS = {
    "SIGSEGV": sentence("segmentation fault"),
    "SIGBUS": sentence("bus error"),
    "SIGABRT": "abort",
    "SIGFPE": sentence("arithmetic fault"),
    "SIGILL": sentence("illegal instruction"),
    "SIGSYS": sentence("forbidden system call"),
    "SIGKILL": "killed",
}


def explain(ending: Ending, limits: Limits) -> tuple[Status, str]:
    """Return the status of a worker whose replies have ended, and a few words on it."""
    if not ending.by_itself:
        return "tampered", sentence("it closed its line to the judge")
    if ending.status >= 0:
        return "exited", sentence("exit status {status}", status=ending.status)
    try:
        name = signal.Signals(-ending.status).name
    except ValueError:
        name = sentence("signal {number}", number=-ending.status)
    out_of_time = ending.cpu_seconds >= 0.98 * limits.cpu_seconds
    if name == "SIGXCPU" or (name == "SIGKILL" and out_of_time):
        return "timed-out", sentence(
            "no answer within {seconds:g} s of processor time", seconds=limits.cpu_seconds
        )
    large = ending.peak_kb >= 0.6 * limits.memory_mb * 1024
    if large and name in ("SIGKILL", "SIGSEGV", "SIGBUS", "SIGABRT"):
        return "out-of-memory", sentence(
            "ended with {megabytes} MB in use ({name})", megabytes=ending.peak_kb // 1024, name=name
        )
    words = _SIGNALS.get(name)
    return "crashed", sentence("{words} ({name})", words=words, name=name) if words else name
