"""Marks the checks that the symbolic trace proves for every input, beyond those that were tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.judge.submission import CheckFailedError
from grader.judge.symbolic import SymbolicRun, run_on_symbols
from grader.results import Verdict

if TYPE_CHECKING:
    from grader.judge.bench import Bench
    from grader.judge.ran import Ran

Traces = Mapping[str, SymbolicRun]


def traces_of(bench: Bench) -> Traces:
    """Return the functions that can be run on symbols; a failed trace says nothing about the submission."""
    traces = {}
    for function in bench.exercise.functions:
        if function.computes == "procedure":
            continue  # it decides by comparing values, and symbols have none
        try:
            bench.submission.require(function)
            run = run_on_symbols(bench.oracle, bench.submission.worker, function)
        except CheckFailedError:
            continue
        if run is not None:
            traces[function.name] = run
    return traces


def mark_proved(ran: Sequence[Ran], traces: Traces) -> list[Ran]:
    """Return the checks, those proved that passed on values of functions which equal the reference."""
    proved = {name: run.equals_reference() for name, run in traces.items()}
    marked = []
    for check in ran:
        holds = (
            check.result.verdict is Verdict.PASSED
            and not check.result.followed_through
            and bool(check.compared)
            and all(proved.get(name, False) for name in check.compared)
        )
        marked.append(replace(check, result=replace(check.result, proved=holds)))
    return marked
