"""The trust line: learners' code runs in workers, and the judge gets values from them and nothing else."""

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
