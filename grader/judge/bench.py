"""What a suite works on: one submission in its worker, the oracle and the probes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from grader.errors import UnreadableSubmissionError
from grader.judge.oracle import Oracle
from grader.judge.procedure import load_procedures
from grader.judge.submission import Submission, why_no_value
from grader.maths.cache import derivation_of
from grader.maths.formula import KeptValues
from grader.maths.probes import Probes, draw_one, draw_probes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grader.judge.procedure import Procedure
    from grader.kit import Exercise
    from grader.maths.model import Derivation
    from grader.maths.probes import Probe
    from grader.sandbox import Mode, Sandbox, Worker


@dataclass
class Bench:
    """One submission, ready to be judged."""

    exercise: Exercise
    derivation: Derivation
    oracle: Oracle
    probes: Probes
    submission: Submission
    sandbox: Sandbox | None = None
    failure: str = ""

    def close(self) -> None:
        """End the worker, and the sandbox if it belongs to this bench."""
        if self.sandbox is not None:
            self.sandbox.close()


def make_bench(exercise: Exercise, worker: Worker, seed: int) -> Bench:
    """Return the bench for a submission that a worker has been given.

    Raises
    ------
    KitError
        The exercise's `problem.py` does not state a problem.
    """
    derivation = derivation_of(exercise.problem)
    procedures = load_procedures(exercise.procedures)
    oracle = Oracle(exercise, derivation, procedures)
    drawn = [_completed(probe, procedures, seed) for probe in draw_probes(derivation, seed)]
    probes = Probes([replace(probe, values=KeptValues(probe.values)) for probe in drawn])
    return Bench(exercise, derivation, oracle, probes, Submission(worker, oracle))


def _completed(probe: Probe, procedures: Mapping[str, Procedure], seed: int) -> Probe:
    """Return the probe with the further arguments that procedures draw."""
    for name, procedure in procedures.items():
        if procedure.draw is not None:
            probe = probe.moved(procedure.draw(Random(f"{name} {seed} {probe.sizes} {probe.kind}"), probe))
    return probe


def open_bench(solution_folder: Path, file: Path, seed: int, isolation: Mode = "default") -> Bench:
    """Return the bench for a file and a suite's folder, with a sandbox of its own.

    Raises
    ------
    UnreadableSubmissionError
        The file cannot be read or run.
    """
    from grader.kit import find_kit
    from grader.notebook.reading import read_gathered
    from grader.sandbox import Sandbox

    exercise = find_kit(solution_folder.parent.parent).exercise(solution_folder.name)
    _, gathered = read_gathered(str(file), [function.name for function in exercise.functions])
    sandbox = Sandbox(isolation)
    worker = sandbox.open(gathered.text, limits=exercise.limits, filename=file.name)
    try:
        loaded = worker.load()
    except BaseException:
        sandbox.close()
        raise
    if loaded.status != "returned":
        sandbox.close()
        raise UnreadableSubmissionError(file, why_no_value(file.name, loaded))
    bench = make_bench(exercise, worker, seed)
    bench.sandbox = sandbox
    return bench


def draw_start(bench: Bench, cost: str, sizes: Mapping[str, int], seed: int) -> Probe:
    """Return an ordinary probe of given sizes, with the further arguments that procedures draw."""
    return _completed(draw_one(bench.derivation, cost, sizes, seed), bench.oracle.procedures, seed)
