"""One exercise under examination: its reference in a worker, its probes, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.errors import Fault
from grader.judge.bench import Bench, make_bench
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.exercise import Exercise
    from grader.judge.oracle import Oracle
    from grader.kit import Kit
    from grader.maths.model import Derivation
    from grader.maths.probes import Probe
    from grader.sandbox import Sandbox, Worker

#: What is found must not hang on the numbers that probes happen to hold.
SEEDS = (1, 20_261_122, 2**31 - 1)


@dataclass
class Case:
    """What the checks of an exercise are given.

    Attributes
    ----------
    worker : Worker
        With the reference.
    notes : dict
        What is worth telling and no fault.
    progress : callable
        Told how many submissions have been judged, and of how many.
    """

    kit: Kit
    exercise: Exercise
    sandbox: Sandbox
    worker: Worker
    notes: dict[str, Any] = field(default_factory=dict)
    progress: Callable[[int, int], None] = lambda done, of: None
    _benches: dict[int, Bench] = field(default_factory=dict)

    def bench(self, seed: int = SEEDS[0]) -> Bench:
        """Return the reference on the probes of a seed.

        Raises
        ------
        KitError
            The exercise's problem or procedures cannot be run.
        """
        if seed not in self._benches:
            self._benches[seed] = make_bench(self.exercise, self.worker, seed)
        return self._benches[seed]

    @property
    def oracle(self) -> Oracle:
        """What every function should return."""
        return self.bench().oracle

    @property
    def derivation(self) -> Derivation:
        """What follows from the exercise's problem."""
        return self.bench().derivation

    def ordinary(self, seed: int = SEEDS[0]) -> list[Probe]:
        """Return the probes that recognisers look at."""
        return list(self.bench(seed).probes.ordinary)


def open_case(kit: Kit, exercise: Exercise, sandbox: Sandbox) -> Case:
    """Return the case of an exercise."""
    reference = exercise.reference.read_text(encoding="utf-8")
    worker = sandbox.open(reference, limits=exercise.limits, filename=exercise.stub.name)
    return Case(kit, exercise, sandbox, worker)


def fault_in(path: Path, message: str, line: int = 1) -> Fault:
    """Return a fault in a file of the kit."""
    return Fault(shown(path), line, message)


def line_of(path: Path, text: str) -> int:
    """Return the first line of a file in which a text stands, 1 if there is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    return 1
