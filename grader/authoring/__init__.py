"""The author's tools: wrong submissions made from the mathematics, and the gate for every exercise."""

from __future__ import annotations

from grader.authoring.gate import Result, Task, examine, tasks_for
from grader.authoring.mutants import examine_mutants
from grader.authoring.pool import share
from grader.authoring.summary import Summary, summarised

__all__ = [
    "Result",
    "Summary",
    "Task",
    "examine",
    "examine_mutants",
    "share",
    "summarised",
    "tasks_for",
]
