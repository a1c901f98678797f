"""The separation of an exercise: which rows its functions have, on which probes, and what is too near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.case import SEEDS, fault_in
from grader.authoring.separation import Separation, matrix_lines, rows_from, separate
from grader.authoring.wrong import candidates_of
from grader.judge.procedure import Call
from grader.judge.submission import CheckFailedError
from grader.maths.cache import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.authoring.case import Case
    from grader.errors import Fault
    from grader.exercise import Function
    from grader.maths.formula import Formula
    from grader.maths.model import Candidate
    from grader.maths.probes import Probe

#: How much of a word is compared.
_WORD = 24

Wrong = tuple[str, tuple[str, ...], "Sequence[Sequence[Any]]"]


def separation_faults(case: Case) -> Iterator[Fault]:
    """Yield two rules of one function that no probe tells apart, on several seeds."""
    lines: list[str] = []
    for function in case.exercise.functions:
        alike: dict[tuple[str, str], None] = {}
        for seed in SEEDS:
            found = _separation(case, function, case.ordinary(seed))
            if found is None:
                break
            alike.update(dict.fromkeys(found.alike))
            if seed == SEEDS[0]:
                lines += matrix_lines(f"{case.exercise.short} {function.name}", found)
        for one, other in alike:
            yield _too_near(case, function, one, other)
    case.notes["matrix"] = lines


def _separation(case: Case, function: Function, probes: Sequence[Probe]) -> Separation | None:
    if function.computes == "procedure":
        right, wrong = _procedure_rows(case, function, probes)
    else:
        candidates = candidates_of(case.derivation, function)
        if not candidates:
            return None
        right = _evaluated(_right(case, function), function, probes)
        wrong = [_row(candidate, function, probes) for candidate in candidates]
    return separate(rows_from(right, wrong))


def _too_near(case: Case, function: Function, one: str, other: str) -> Fault:
    message = (
        f"no probe tells {one or 'the right ' + function.name} from {other} in {function.name}; "
        "state one of them otherwise, or leave it out with “without”"
    )
    file = case.exercise.procedures if function.computes == "procedure" else case.exercise.problem
    return fault_in(file, message)


# --- formulas ------------------------------------------------------------------------------------------


def _right(case: Case, function: Function) -> Mapping[str, Formula]:
    if function.computes == "formula":
        return case.derivation.functions[function.name].outputs
    model = next(iter(case.derivation.costs.values()))
    return {"cost": model.cost} if function.computes == "cost" else model.gradient


def _evaluated(
    formulas: Mapping[str, Formula], function: Function, probes: Sequence[Probe]
) -> list[list[Any]]:
    with np.errstate(all="ignore"):
        return [
            [formulas[name].evaluate(probe.values, probe.sizes) for name in function.returns]
            for probe in probes
        ]


def _row(candidate: Candidate, function: Function, probes: Sequence[Probe]) -> Wrong:
    return _label(candidate), candidate.misconceptions, _evaluated(candidate.outputs, function, probes)


def _label(candidate: Candidate) -> str:
    detail = f" [{', '.join(candidate.detail)}]" if candidate.detail else ""
    equal = "".join(f" = {name}" for name in candidate.equal)
    return f"{' and '.join(candidate.misconceptions)}{detail}{equal}"


def pair_faults(case: Case) -> Iterator[Fault]:
    """Yield pairs of misconceptions that one alone, or another pair, explains on every seed's probes as well.

    On one seed a pair may by chance look like one of its two, and is then named so: fewest names win.
    """
    count = 0
    near: list[str] = []
    for function in case.exercise.functions:
        if function.computes not in ("cost", "gradient") or len(case.derivation.costs) != 1:
            continue
        singles = candidates_of(case.derivation, function)
        pairs = pairs_of(case.exercise.problem, next(iter(case.derivation.costs)), function.computes)
        count += len(pairs)
        candidates = [*singles, *pairs]
        for seed in SEEDS:
            probes = case.ordinary(seed)
            right = _evaluated(_right(case, function), function, probes)
            found = separate(rows_from(right, [_row(one, function, probes) for one in candidates]))
            together = [pair for pair in found.alike if not {*pair} <= {*map(_label, singles), ""}]
            # Only what is alike here is looked at on the next seed.
            candidates = [one for one in candidates if any(_label(one) in pair for pair in together)]
            if seed == SEEDS[0]:
                near += [label for pair in together for label in pair]
            if not together:
                break
        else:
            for one, other in together:
                yield _too_near(case, function, one, other)
    case.notes["pairs"] = count
    case.notes["near"] = near


# --- procedures ----------------------------------------------------------------------------------------


def _procedure_rows(
    case: Case, function: Function, probes: Sequence[Probe]
) -> tuple[list[list[Any]], list[Wrong]]:
    """Return what a procedure and its wrong variants return, as numbers."""
    procedure = case.oracle.procedures[function.name]
    right = [_numbers(_run(case, function, procedure.right, probe)) for probe in probes]
    wrong: list[Wrong] = []
    for name, steps in procedure.mistakes():
        values = [_numbers(_run(case, function, steps, probe)) for probe in probes]
        wrong.append((name, (name,), values))
    return right, wrong


def _run(case: Case, function: Function, steps: Any, probe: Probe) -> Sequence[Any]:
    oracle = case.oracle
    has_cost = bool(oracle.derivation.costs)
    call = Call(
        oracle,
        probe,
        oracle.gradient if has_cost else _nothing,
        oracle.right_step if has_cost else _nothing,
    )
    with np.errstate(all="ignore"):
        return oracle.present(function, probe, steps(call)).values


def _nothing(at: Probe) -> dict[str, Any]:
    raise CheckFailedError("this exercise has no cost")


def _numbers(values: Sequence[Any]) -> list[Any]:
    """Return what a procedure returns as numbers that differ where it differs: words and lists as well."""
    return [np.array(list(_flat(value)), dtype=float) for value in values]


def _flat(value: Any) -> Iterator[float]:
    if isinstance(value, str):
        # Letter by letter: words as one number would be as near as “minimum” and “maximum” are.
        yield from (float(letter) for letter in value.encode()[:_WORD].ljust(_WORD))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield float(len(np.atleast_1d(part)))
            yield from _flat(part)
    else:
        yield from np.ravel(np.asarray(value, dtype=float)).tolist()
