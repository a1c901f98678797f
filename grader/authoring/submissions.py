"""All wrong submissions of an exercise; those that are right on its problem are left out."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.wrong import WrongSubmission, candidates_of, of_any_function, of_candidate
from grader.authoring.wrong_descents import wrong_descents
from grader.authoring.wrong_updates import wrong_updates
from grader.judge.compare import mismatch
from grader.sandbox import ExpressionFunction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.exercise import Function
    from grader.judge.oracle import Oracle
    from grader.maths.probes import Probe


def wrong_submissions(oracle: Oracle, probes: Sequence[Probe]) -> list[WrongSubmission]:
    """Return a wrong submission for every misconception that can be made into code.

    Parameters
    ----------
    oracle : Oracle
        Of the exercise.
    probes : sequence of Probe
        Where it is found out which of them give the right values, or the same ones, on this problem.
    """
    exercise, derivation = oracle.exercise, oracle.derivation
    reference = exercise.reference.read_text(encoding="utf-8")
    found: list[WrongSubmission] = []
    for function in exercise.functions:
        found += [
            of_candidate(exercise, derivation, function, candidate, reference)
            for candidate in candidates_of(derivation, function)
        ]
        if function.computes in ("update", "descent"):
            make = wrong_updates if function.computes == "update" else wrong_descents
            made = list(make(exercise, derivation, function, reference))
            found += _apart(oracle, function, made, probes)
        found += of_any_function(exercise, function, reference)
    return found


def _apart(
    oracle: Oracle, function: Function, made: Sequence[WrongSubmission], probes: Sequence[Probe]
) -> Iterator[WrongSubmission]:
    """Yield those that are not right here, each knowing by which other names it may be called.

    Partial derivatives that have nothing to do with one another make a sequential update right, for
    instance, and one that is the parameter itself makes two rules the same.
    """
    answers = [_answers(oracle, function, wrong.source, probes) for wrong in made]
    for wrong, own in zip(made, answers, strict=True):
        expected = [oracle.expected(function, probe) for probe in probes]
        if all(mismatch(one, other) is None for one, other in zip(own, expected, strict=True)):
            continue
        twins = [
            other.misconceptions[0]
            for other, theirs in zip(made, answers, strict=True)
            if other.misconceptions != wrong.misconceptions and _same(own, theirs)
        ]
        yield replace(wrong, equal=tuple(dict.fromkeys(twins)))


def _answers(oracle: Oracle, function: Function, source: str, probes: Sequence[Probe]) -> list[Any]:
    """Return what a function of ours returns; it is made of the reference and formulas, so it runs here."""
    module = ModuleType("wrong_submission")
    exec(compile(source, "wrong submission", "exec"), module.__dict__)
    call = module.__dict__[function.name]
    with np.errstate(all="ignore"):
        return [call(*_arguments(oracle, function, probe)) for probe in probes]


def _arguments(oracle: Oracle, function: Function, probe: Probe) -> list[Any]:
    """Return the arguments of a call in this process, where a gradient function is one of Python's."""

    def gradient(point: Any) -> Any:
        parameter = oracle.derivation.parameters[0].name
        return oracle.gradient(probe.moved({parameter: oracle.canonical(parameter, point, probe)}))[parameter]

    arguments = oracle.arguments(function, probe)
    return [gradient if isinstance(argument, ExpressionFunction) else argument for argument in arguments]


def _same(answers: Sequence[Any], others: Sequence[Any]) -> bool:
    flat = [np.concatenate([np.ravel(part) for part in _parts(answer)]) for answer in answers]
    theirs = [np.concatenate([np.ravel(part) for part in _parts(answer)]) for answer in others]
    return all(
        one.shape == other.shape and np.allclose(one, other, rtol=1e-9, atol=0, equal_nan=True)
        for one, other in zip(flat, theirs, strict=True)
    )


def _parts(answer: Any) -> tuple[Any, ...]:
    if isinstance(answer, dict):
        return tuple(answer.values())
    return answer if isinstance(answer, tuple) else (answer,)
