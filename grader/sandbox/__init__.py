"""The trust line: learners' code runs in workers, and the judge gets values from them and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.sandbox.host import Mode, Sandbox
    from grader.sandbox.replies import (
        Call,
        ExpressionFunction,
        FunctionInfo,
        Isolation,
        LearnerError,
        Node,
        Reply,
        Symbol,
        Trace,
        TracedArray,
    )
    from grader.sandbox.values import Opaque
    from grader.sandbox.worker_handle import Worker

# Fetched when first asked for, so that the isolation process starts before the judge has read all this.
_HOMES = {
    "Mode": "host",
    "Opaque": "values",
    "Sandbox": "host",
    "Worker": "worker_handle",
}

__all__ = [
    "Call",
    "ExpressionFunction",
    "FunctionInfo",
    "Isolation",
    "LearnerError",
    "Mode",
    "Node",
    "Opaque",
    "Reply",
    "Sandbox",
    "Symbol",
    "Trace",
    "TracedArray",
    "Worker",
]


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'replies')}"), name)
