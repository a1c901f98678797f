"""Functions that are steps, not formulas: loops that stop, epochs, batches. Written in `procedures.py`.

A kit's `procedures.py` names no SymPy and types no mathematics: it is given the gradient, the step and
the cost that were derived, and says in which order they are used::

    def descend(call):
        at, n_steps = call.probe, 0
        while n_steps < at.values["max_iterations"] and not small(call.gradient(at), at):
            at, n_steps = call.step(at), n_steps + 1
        return {**call.parameters(at), "n_steps": n_steps, "converged": small(call.gradient(at), at)}

    PROCEDURES = {"descend": Procedure(descend, wrong={"signed-stop": …}, draw=…)}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from grader.judge.oracle import Oracle
    from grader.maths.probes import Probe

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Call:
    """One call of a procedure: where, and with which gradient and step.

    Attributes
    ----------
    probe : Probe
        The parameters, the data and what `draw` has added.
    gradient, update : callable
        The right ones, or the learner's own for a procedure that is followed through.
    """

    oracle: Oracle
    probe: Probe
    gradient: Callable[[Probe], Values]
    update: Callable[[Probe], Values]

    def step(self, at: Probe) -> Probe:
        """Return the probe after one update."""
        return at.moved(self.update(at))

    def cost(self, at: Probe) -> float:
        """Return J."""
        return self.oracle.cost(at)

    def parameters(self, at: Probe) -> dict[str, Any]:
        """Return the parameters by name."""
        return {p.name: at.values[p.name] for p in self.oracle.derivation.parameters}


Steps = Callable[[Call], Values]


@dataclass(frozen=True)
class Procedure:
    """What a function does, and what it does under each misconception.

    Attributes
    ----------
    right : callable
        From a call to what is returned, by the names in `exercise.toml`'s `returns`.
    wrong : mapping of str to callable, or to several for variants
        By misconception.
    draw : callable or None
        From a random source and a probe to further arguments by name.
    """

    right: Steps
    wrong: Mapping[str, Steps | Sequence[Steps]] = field(default_factory=dict)
    draw: Callable[[Random, Probe], Values] | None = None

    def mistakes(self) -> list[tuple[str, Steps]]:
        """Return every wrong variant with its misconception."""
        return [
            (name, steps)
            for name, variants in self.wrong.items()
            for steps in ([variants] if callable(variants) else variants)
        ]


def load_procedures(path: Path) -> dict[str, Procedure]:
    """Return the procedures that a kit's file states; none if there is no such file.

    Raises
    ------
    KitError
        The file cannot be run or states no `PROCEDURES`.
    """
    from grader.maths.load import run_file

    if not path.is_file():
        return {}
    found = run_file(path).get("PROCEDURES")
    if not isinstance(found, dict) or not all(isinstance(part, Procedure) for part in found.values()):
        message = "this file must define PROCEDURES, a dictionary from function names to Procedure"
        raise KitError([Fault(str(path), 1, message)])
    return dict(found)
