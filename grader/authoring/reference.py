"""Whether an exercise's own files behave: the stub fails, and the reference does everything right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.case import SEEDS, fault_in, line_of
from grader.authoring.judging import reports_of
from grader.errors import JudgeFaultError
from grader.exercise import Limits
from grader.judge.compare import as_array, as_number, split
from grader.judge.proof import traces_of
from grader.results import Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.authoring.case import Case
    from grader.errors import Fault
    from grader.maths.probes import Probe

#: The reference must do with so many parts of what a submission may use.
SPARE = 10
_EMPTY = "import numpy as np\n\n\ndef fill(count):\n    return float(np.ones(count)[0])\n"
_MEGABYTE_OF_FLOATS = 131_072
_EXAMPLE_SECONDS = 120


def verdict_faults(case: Case) -> Iterator[Fault]:
    """Yield what a stub earns and a reference does not, on two seeds and with a tenth of the limits."""
    exercise = case.exercise
    stub = exercise.stub.read_text(encoding="utf-8")
    reference = exercise.reference.read_text(encoding="utf-8")
    reports: list[Report] = []
    reports_of(exercise, [stub, reference], case.sandbox, SEEDS[0], reports.append)
    yield from _of_stub(case, reports[0])
    yield from _of_reference(case, reports[1], SEEDS[0])
    spare = replace(exercise, limits=_tenth(case))
    reports_of(spare, [reference], case.sandbox, SEEDS[1], reports.append)
    last = reports[2]
    if last.outcome in (Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY) and reports[1].outcome is Outcome.PASSED:
        what = "time" if last.outcome is Outcome.TIMED_OUT else "memory"
        message = f"the reference needs more than a tenth of the {what} that a submission may use"
        line = line_of(exercise.toml, "[limits]")
        yield fault_in(exercise.toml, f"{message}; raise [limits] or ask for less", line)
    else:
        yield from _of_reference(case, last, SEEDS[1])


def _of_stub(case: Case, report: Report) -> Iterator[Fault]:
    exercise = case.exercise
    passed = [check.id for check in report.checks if check.verdict is Verdict.PASSED]
    for name in passed:
        line = line_of(exercise.suite, f"def test_{name}(")
        yield fault_in(exercise.suite, f"the stub passes test_{name} as it is shipped", line)
    if not passed and report.outcome is Outcome.PASSED:
        yield fault_in(exercise.stub, "the stub passes as it is shipped")
    if not report.next_step:
        message = (
            "a function of the stub must raise NotImplementedError, so that its learner is told to begin"
        )
        yield fault_in(exercise.stub, message)


def _of_reference(case: Case, report: Report, seed: int) -> Iterator[Fault]:
    exercise = case.exercise
    if report.message:
        yield fault_in(exercise.reference, report.message)
        return
    for check in report.checks:
        if check.verdict not in (Verdict.PASSED, Verdict.SKIPPED):
            values = f": expected {check.expected}, got {check.actual}" if check.expected else ""
            what = f"{check.message} {check.probe or ''}{values}".strip()
            line = line_of(exercise.suite, f"def test_{check.id}(")
            message = f"the reference does not pass test_{check.id} with seed {seed}: {what}"
            yield fault_in(exercise.suite, message, line)


def _tenth(case: Case) -> Limits:
    """Return a tenth of what a submission may use, above what the worker needs for itself.

    Memory is address space, most of which is the interpreter's and NumPy's; it is found by trying in how
    little an empty submission can still fill a megabyte.
    """
    limits = case.exercise.limits
    own = limits.memory_mb
    for megabytes in range(64, limits.memory_mb, 16):
        worker = case.sandbox.open(_EMPTY, limits=replace(limits, memory_mb=megabytes))
        try:
            enough = worker.call("fill", [_MEGABYTE_OF_FLOATS]).status == "returned"
        except JudgeFaultError:  # too little to start in
            enough = False
        worker.close()
        if enough:
            own = megabytes
            break
    return Limits(
        limits.cpu_seconds_per_call / SPARE,
        limits.cpu_seconds / SPARE,
        own + max((limits.memory_mb - own) // SPARE, 1),
    )


def note_proofs(case: Case) -> Iterator[Fault]:
    """Note which of the reference's functions equal the formulas for every input; finds no faults."""
    traces = traces_of(case.bench())
    case.bench().submission.renew()
    case.notes["functions"] = [function.name for function in case.exercise.functions]
    case.notes["proved"] = [name for name, run in traces.items() if run.equals_reference()]
    yield from ()


# --- central differences -------------------------------------------------------------------------------


def difference_faults(case: Case) -> Iterator[Fault]:
    """Yield gradients that are not the central differences of their cost.

    The step is the cube root of the machine's precision (6·10⁻⁶) times the parameter's size: there the
    error of the formula, h²/6·J‴, and that of rounding, ε·J/h, are about the same. Rounding loses about
    4·10⁻¹¹ of the cost, so 10⁻⁹ of it is allowed, and 10⁻⁶ of the largest partial derivative for J‴.
    """
    exercise = case.exercise
    gradient = next((f for f in exercise.functions if f.computes == "gradient"), None)
    for probe in case.ordinary() if case.derivation.costs else ():
        expected = _differences(case, probe)
        own = _of_worker(case, gradient.name, probe) if gradient is not None else None
        for source, found in (("the derived", case.oracle.gradient(probe)), ("the reference's", own)):
            if found is None:
                continue
            largest = max(float(np.max(np.abs(value))) for value in expected.values())
            allowed = 1e-6 * max(largest, 1.0) + 1e-9 * abs(case.oracle.cost(probe))
            for name, wanted in expected.items():
                difference = float(np.max(np.abs(np.asarray(found[name]) - wanted)))
                if not difference <= allowed:
                    message = f"{source} ∂/∂{name} differs by {difference:.2g} from the cost's differences"
                    path = exercise.problem if source == "the derived" else exercise.reference
                    yield fault_in(path, message)


def _differences(case: Case, probe: Probe) -> dict[str, Any]:
    """Return (J(θ + h) − J(θ − h))/(2h) for every component."""
    found = {}
    for parameter in case.derivation.parameters:
        value = np.asarray(probe.values[parameter.name], dtype=float)
        slopes = np.empty(value.shape)
        for place in np.ndindex(*value.shape):
            step = np.cbrt(np.finfo(float).eps) * max(1.0, abs(value[place]))
            costs = []
            for sign in (1.0, -1.0):
                moved = value.copy()
                moved[place] += sign * step
                at = {parameter.name: moved if value.shape else float(moved)}
                costs.append(case.oracle.cost(probe.moved(at)))
            slopes[place] = (costs[0] - costs[1]) / (2.0 * step)
        found[parameter.name] = slopes
    return found


def _of_worker(case: Case, name: str, probe: Probe) -> dict[str, Any] | None:
    """Return what the reference's own gradient function returns; None where it is no set of numbers."""
    function = case.exercise.function(name)
    answer = case.bench().submission.try_to_ask(function, probe)
    parts = split(answer.value, len(function.returns), function.keys)
    if isinstance(parts, str):
        return None
    found = {}
    for returned, part in zip(function.returns, parts, strict=True):
        shape = case.oracle.shape(returned, probe)
        value = as_array(part, shape) if shape else as_number(part)
        if isinstance(value, str):
            return None
        found[returned] = case.oracle.canonical(returned, value, probe)
    return found


# --- visible examples ----------------------------------------------------------------------------------


def example_faults(case: Case) -> Iterator[Fault]:
    """Yield visible examples that the reference does not pass, or the stub does."""
    exercise = case.exercise
    with tempfile.TemporaryDirectory(prefix="grader-examples-") as folder:
        for name, file in (("filled", exercise.reference), ("unfilled", exercise.stub)):
            here = Path(folder) / name
            here.mkdir()
            shutil.copy(exercise.examples, here)
            shutil.copy(file, here / exercise.stub.name)
            failed, passed = _examples(here)
            if name == "filled" and (failed or not passed):
                what = f"of the examples the reference does not pass {', '.join(failed)}"
                message = what if failed else "the examples have no test that the reference passes"
                yield fault_in(exercise.examples, message, _line(case, failed))
            if name == "unfilled" and passed:
                message = f"the stub passes {', '.join(passed)} as it is shipped"
                yield fault_in(exercise.examples, message, _line(case, passed))


def _line(case: Case, names: list[str]) -> int:
    return line_of(case.exercise.examples, f"def {names[0].partition('[')[0]}(") if names else 1


def _examples(folder: Path) -> tuple[list[str], list[str]]:
    """Run a folder's examples as a learner would; return the names of those that failed and passed."""
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "--tb=no", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [*command, "--rootdir", str(folder), "-c", os.devnull, str(folder / "test_examples.py")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_EXAMPLE_SECONDS,
    )
    failed, passed = [], []
    for line in done.stdout.splitlines():
        verdict, _, rest = line.partition(" ")
        name = rest.partition(" - ")[0].rpartition("::")[2] or rest
        if verdict == "PASSED":
            passed.append(name)
        elif verdict in ("FAILED", "ERROR"):
            failed.append(name)
    return failed, passed
