"""Finds which misconception about a procedure gives the learner's answers, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.finding import Finding
from grader.judge.compare import mismatch
from grader.judge.procedure import Call
from grader.judge.submission import CheckFailedError
from grader.judge.suite import declared, own_gradient, own_step
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.judge.bench import Bench
    from grader.judge.procedure import Steps
    from grader.judge.submission import Answer
    from grader.kit import Function
    from grader.maths.probes import Probe

Part = Callable[["Probe"], Mapping[str, Any]]


def explain_procedure(bench: Bench, function: Function) -> list[Finding]:
    """Return the misconception that reproduces a procedure's answers on every probe, if one does."""
    try:
        answers = [bench.submission.ask(function, probe) for probe in bench.probes.ordinary]
    except CheckFailedError:
        return []
    for gradient, step in _own_and_right(bench):
        for name, steps in bench.oracle.procedures[function.name].mistakes():
            if _reproduces(bench, function, answers, steps, gradient, step):
                return [Finding(name, function.name, (), "")]
    return []


def _own_and_right(bench: Bench) -> Iterator[tuple[Part, Part]]:
    oracle, submission = bench.oracle, bench.submission
    update = declared(oracle, "update")

    def own(at: Probe) -> Mapping[str, Any]:
        found = own_gradient(submission, at)
        if found is None:
            raise CheckFailedError(sentence("the gradient has another shape"))
        return found

    if declared(oracle, "gradient") is not None and update is not None:
        yield own, lambda at: own_step(submission, update, at)
    if oracle.derivation.costs:
        yield oracle.gradient, oracle.right_step
    else:
        yield _nothing, _nothing


def _nothing(at: Probe) -> Mapping[str, Any]:
    """Stand in for the gradient and the step of a procedure that needs neither."""
    raise CheckFailedError(sentence("this exercise has no cost"))


def _reproduces(
    bench: Bench, function: Function, answers: Sequence[Answer], steps: Steps, gradient: Part, step: Part
) -> bool:
    for answer in answers:
        try:
            values = steps(Call(bench.oracle, answer.probe, gradient, step))
        except CheckFailedError:
            return False
        expected = bench.oracle.present(function, answer.probe, values)
        if mismatch(answer.value, expected) is not None and not _same_nan(answer.value, expected.whole):
            return False
    return True


def _same_nan(actual: Any, predicted: Any) -> bool:
    """Tell whether both are the same numbers with nan at the same places, as after an overflow."""
    try:
        one, other = np.asarray(actual, dtype=float), np.asarray(predicted, dtype=float)
    except (TypeError, ValueError):
        return False
    return (
        not np.isfinite(other).all() and one.shape == other.shape and np.allclose(one, other, equal_nan=True)
    )
