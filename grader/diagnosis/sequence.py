"""Symbols and calls as further evidence for what the numbers have shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.submission import CheckFailedError
from grader.judge.suite import declared
from grader.results import Evidence

if TYPE_CHECKING:
    from grader.diagnosis.finding import Finding
    from grader.judge.bench import Bench
    from grader.judge.proof import Traces
    from grader.kit import Function


def more_evidence(bench: Bench, function: Function, finding: Finding, traces: Traces) -> Finding:
    """Return a finding with all the evidence there is for it, strongest first.

    A trace that is exactly the mistaken formula proves it for every input. One step of any cost is
    affine in α if both gradients belong to the old parameters: a higher power of α in the trace proves
    that one was taken at a point which α had already moved.
    """
    evidence = list(finding.evidence)
    trace = traces.get(function.name)
    if finding.candidate is not None and trace is not None and trace.equals(finding.candidate.outputs):
        evidence.insert(0, Evidence.SYMBOLS)
    if finding.misconception == "sequential-update" and function.computes == "update":
        if trace is not None and trace.is_affine_in_rate() is False:
            evidence.insert(0, Evidence.SYMBOLS)
        if gradient_calls_at_new_points(bench, function):
            evidence.append(Evidence.CALLS)
    return replace(finding, evidence=tuple(evidence))


def gradient_calls_at_new_points(bench: Bench, function: Function) -> bool:
    """Tell whether the learner's gradient was called at other parameters than the update was."""
    gradient = declared(bench.oracle, "gradient")
    if gradient is None:
        return False
    names = [parameter.name for parameter in bench.derivation.parameters]
    places = [(gradient.arguments.index(name), name) for name in names if name in gradient.arguments]
    held = [
        place
        for place, argument in enumerate(gradient.arguments)
        if bench.exercise.kinds.get(argument) == "params"
    ]
    for probe in bench.probes.by_hand:
        try:
            answer = bench.submission.ask(function, probe, record=[gradient.name])
        except CheckFailedError:
            return False
        for call in answer.reply.calls:
            passed = [(call.args[place], name) for place, name in places if place < len(call.args)]
            for place in held:
                entries = call.args[place] if place < len(call.args) else None
                passed += [(entries.get(name), name) for name in names] if isinstance(entries, dict) else []
            if any(_differs(value, probe.values[name]) for value, name in passed):
                return True
    return False


def _differs(passed: Any, old: Any) -> bool:
    try:
        array = np.asarray(passed, dtype=float)
    except (TypeError, ValueError):
        return False
    return array.size == np.size(old) and not np.allclose(array.ravel(), np.ravel(old), rtol=1e-12, atol=0)
