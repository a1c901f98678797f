"""Puts together what the recognisers find: every function that failed, one diagnosis for each mistake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from grader.diagnosis.descents import explain_descent
from grader.diagnosis.finding import Finding
from grader.diagnosis.formulas import explain_formula, symbol_text
from grader.diagnosis.lines import lines_of
from grader.diagnosis.observed import observe
from grader.diagnosis.procedures import explain_procedure
from grader.diagnosis.sequence import more_evidence
from grader.diagnosis.unnamed import formula_of
from grader.diagnosis.updates import explain_update
from grader.judge.shown import in_words
from grader.judge.submission import Answer, CheckFailedError
from grader.judge.suite import assert_leaves_arguments, declared
from grader.maths.misconceptions import CATALOGUE
from grader.results import Diagnosis, Verdict
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.judge.bench import Bench
    from grader.judge.proof import Traces
    from grader.judge.ran import Ran
    from grader.kit import Function


def diagnose(bench: Bench, ran: Sequence[Ran], traces: Traces, source: str) -> list[Diagnosis]:
    """Return the mistakes that the submission's answers prove.

    Parameters
    ----------
    bench : Bench
        The submission, its oracle and its probes.
    ran : sequence of Ran
        How the checks ended; only functions that a failed check was about are looked into.
    traces : mapping of str to SymbolicRun
        Functions that could be run on symbols.
    source : str
        The submission's text, for the lines.
    """
    failed: dict[str, list[str]] = {
        check.function: [] for check in ran if check.function and check.result.verdict is Verdict.FAILED
    }
    for check in ran:
        if check.function in failed and check.result.verdict is Verdict.FAILED:
            failed[check.function].append(check.result.id)
    found: list[Diagnosis] = []
    for function in bench.exercise.functions:
        if function.name not in failed:
            continue
        for finding in _findings(bench, function, found, traces):
            found.append(_in_words(finding, failed[function.name], source))
    return _once_each(found)


def describe_unnamed(bench: Bench, ran: Sequence[Ran], diagnoses: Sequence[Diagnosis]) -> list[Ran]:
    """Return the checks, the first that failed without a name with what its function computes instead."""
    named = {check for diagnosis in diagnoses for check in diagnosis.checks}
    described = list(ran)
    for place, check in enumerate(described):
        result = check.result
        if result.verdict is not Verdict.FAILED or not check.function or result.id in named or result.message:
            continue
        formula = formula_of(bench, bench.exercise.function(check.function))
        if formula:
            text = sentence(
                "With two samples, your {function} computes\n{formula}",
                function=check.function,
                formula=formula,
            )
            described[place] = replace(check, result=replace(result, message=text))
        break
    return described


def _findings(bench: Bench, function: Function, found: Sequence[Diagnosis], traces: Traces) -> list[Finding]:
    already = [diagnosis.misconception for diagnosis in found]
    bench.submission.ask_ahead(function, bench.probes.ordinary)
    gradient = declared(bench.oracle, "gradient")
    if gradient is not None and function.computes in ("update", "descent"):
        bench.submission.ask_ahead(gradient, bench.probes.ordinary)
    try:
        printed = _printed_not_returned(bench, function)
        if printed:
            return printed
        findings = _by_kind(bench, function, already)
        findings += _mutated(bench, function)
    except CheckFailedError:
        # The worker ended while it was being asked: what was found before that is all there is.
        return []
    return [more_evidence(bench, function, finding, traces) for finding in findings]


def _by_kind(bench: Bench, function: Function, already: Sequence[str]) -> list[Finding]:
    if function.computes in ("cost", "gradient", "formula"):
        return explain_formula(bench, function)
    if function.computes == "descent":
        return explain_descent(bench, function)
    if function.computes == "procedure":
        return explain_procedure(bench, function)
    observations = observe(bench.submission, function, bench.probes.ordinary)
    return [] if observations is None else explain_update(bench, function, observations, already)


def _printed_not_returned(bench: Bench, function: Function) -> list[Finding]:
    answers: list[Answer] = [bench.submission.ask(function, probe) for probe in bench.probes.by_hand]
    if answers and all(answer.value is None and answer.reply.printed.strip() for answer in answers):
        return [Finding("printed-not-returned", function.name)]
    return []


def _mutated(bench: Bench, function: Function) -> list[Finding]:
    changed = []
    for probe in bench.probes.by_hand:
        answer = bench.submission.ask(function, probe)
        try:
            assert_leaves_arguments(answer)
        except CheckFailedError as error:
            changed.append((answer, error.actual or ""))
    if not changed:
        return []
    parameters = {parameter.name for parameter in bench.derivation.parameters}
    zeroed = all(_is_zeroed_alias(answer, parameters) for answer, _ in changed)
    return [Finding("zeroed-alias" if zeroed else "mutated-arguments", function.name, (), changed[0][1])]


def _is_zeroed_alias(answer: Answer, parameters: set[str]) -> bool:
    """Tell whether all that has changed for the caller is the first entry of a parameter, which is 0 now."""
    zeroed = False
    for name, before, after in zip(
        answer.function.arguments, answer.arguments, answer.reply.arguments_after, strict=False
    ):
        if not isinstance(before, np.ndarray) or np.array_equal(before, after):
            continue
        expected = before.copy()
        expected.flat[0] = 0.0
        if name not in parameters or not np.array_equal(expected, after):
            return False
        zeroed = True
    return zeroed


def _in_words(finding: Finding, checks: Sequence[str], source: str) -> Diagnosis:
    misconception = CATALOGUE[finding.misconception]
    return Diagnosis(
        misconception=misconception.id,
        title=misconception.title,
        checks=tuple(checks),
        evidence=finding.evidence,
        detail=finding.detail,
        lines=lines_of(source, finding),
        formula=finding.formula,
        message=_message(finding),
        question=misconception.question,
        concept=misconception.concept,
    )


def _message(finding: Finding) -> str:
    """Return the misconception's sentence, with this submission's own names where they tell more."""
    if finding.misconception == "sequential-update" and len(finding.detail) == 2:
        first, second = (symbol_text(name) for name in finding.detail)
        return sentence(
            "{first} was changed before {second}'s gradient was taken, so that ∂J/∂{second} belongs "
            "to a different point.",
            first=first,
            second=second,
        )
    if len(finding.detail) > 2 and finding.misconception == "sequential-update":
        return sentence(
            "{names}: later gradients were taken at a point already changed.", names=in_words(finding.detail)
        )
    names = in_words([symbol_text(name) for name in finding.detail])
    if finding.detail and finding.misconception == "missing-bias":
        return sentence(
            "{names} has no part in what is predicted, neither here nor in the error.", names=names
        )
    if finding.detail and finding.misconception == "collapsed-features":
        return sentence(
            "The sum for {names} runs over its components as well, so that they all come out the same.",
            names=names,
        )
    return CATALOGUE[finding.misconception].message


def _once_each(found: Sequence[Diagnosis]) -> list[Diagnosis]:
    """Return the diagnoses, those of one misconception in several functions as the first of them."""
    kept: dict[tuple[str, tuple[str, ...]], Diagnosis] = {}
    for diagnosis in found:
        kept.setdefault((diagnosis.misconception, diagnosis.detail), diagnosis)
    return list(kept.values())
