"""One exercise under examination: its oracle, its probes, its sandbox, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.errors import Fault
from grader.judge.oracle import Oracle
from grader.judge.procedure import load_procedures
from grader.maths.cache import derivation_of
from grader.maths.probes import Probes, draw_probes
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from grader.exercise import Exercise
    from grader.kit import Kit
    from grader.judge.procedure import Procedure
    from grader.maths.model import Derivation
    from grader.maths.probes import Probe
    from grader.sandbox import Sandbox

#: What is examined must not hang on the numbers that probes happen to hold.
SEEDS = (1, 20_261_122, 2**31 - 1)


@dataclass
class Case:
    """What the checks of an exercise are given.

    Attributes
    ----------
    notes : dict
        What is worth reporting and no fault, by check.
    progress : callable
        Told how many submissions have been judged and how many there are.
    """

    kit: Kit
    exercise: Exercise
    sandbox: Sandbox
    derivation: Derivation
    procedures: Mapping[str, Procedure]
    oracle: Oracle
    notes: dict[str, Any] = field(default_factory=dict)
    progress: Callable[[int, int], None] = lambda done, of: None

    def probes(self, seed: int) -> Probes:
        """Return the probes that a seed gives."""
        return self._completed(draw_probes(self.derivation, seed), seed)

    def _completed(self, probes: Probes, seed: int) -> Probes:
        return probes

    @property
    def ordinary(self) -> list[Probe]:
        """The probes of the first seed that a recogniser looks at."""
        return list(self.probes(SEEDS[0]).ordinary)


def open_case(kit: Kit, exercise: Exercise, sandbox: Sandbox) -> Case:
    """Return the case of an exercise.

    Raises
    ------
    KitError
        Its problem or its procedures cannot be run.
    """
    derivation = derivation_of(exercise.problem)
    procedures = load_procedures(exercise.procedures)
    oracle = Oracle(exercise, derivation, procedures)
    return Case(kit, exercise, sandbox, derivation, procedures, oracle)


def fault_in(path: Path, message: str, line: int = 1) -> Fault:
    """Return a fault in a file of the kit."""
    return Fault(shown(path), line, message)


def line_of(path: Path, text: str) -> int:
    """Return the first line of a file in which a text stands, 1 if there is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    return 1
