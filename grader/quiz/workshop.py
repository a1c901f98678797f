"""What is worked out for concepts outside of formulas: oracles of exercises, and code that is really run."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import KitError, UnknownExerciseError
from grader.maths.cache import derivation_of
from grader.quiz.expressions import ExpressionError
from grader.quiz.oracle import ProblemOracle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.kit import Exercise, Kit

SECONDS = 10.0
MAX_OUTPUT = 2_000
_RUNNER = Path(__file__).with_name("running.py")


@dataclass
class Workshop:
    """Oracles and runs, each worked out once.

    Attributes
    ----------
    kit : Kit
        Whose exercises are meant.
    """

    kit: Kit
    _exercises: dict[str, Exercise] = field(default_factory=dict)
    _oracles: dict[str, ProblemOracle] = field(default_factory=dict)
    _outputs: dict[str, str] = field(default_factory=dict)

    def exercise(self, name: str) -> Exercise:
        """Return an exercise; raises ExpressionError with the nearest names if there is none."""
        if name not in self._exercises:
            try:
                self._exercises[name] = self.kit.exercise(name)
            except UnknownExerciseError as error:
                raise ExpressionError(str(error)) from None
            except KitError as error:
                raise ExpressionError(f"{name} has faults itself: {error.faults[0]}") from None
        return self._exercises[name]

    def oracle(self, name: str) -> ProblemOracle:
        """Return the oracle of an exercise's problem; raises ExpressionError."""
        if name not in self._oracles:
            exercise = self.exercise(name)
            try:
                self._oracles[name] = ProblemOracle(exercise.short, derivation_of(exercise.problem))
            except KitError as error:
                raise ExpressionError(f"{name} has faults itself: {error.faults[0]}") from None
        return self._oracles[name]

    def outputs(self, codes: Sequence[str]) -> list[str]:
        """Return what each piece of Python prints; raises ExpressionError if one does not run."""
        fresh = [code for code in dict.fromkeys(codes) if code not in self._outputs]
        if fresh:
            for code, output in zip(fresh, _run(fresh), strict=True):
                self._outputs[code] = output
        found = [self._outputs[code] for code in codes]
        for output in found:
            if output.startswith("\0"):
                raise ExpressionError(f"the code does not run: {output[1:]}")
        return found


def _run(codes: Sequence[str]) -> list[str]:
    """Run pieces of an author's code in one process of its own, which has no time to go on for ever."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-B", str(_RUNNER)],
            input=json.dumps(list(codes)),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ExpressionError(f"the code does not end within {SECONDS:.0f} seconds") from None
    try:
        outputs = json.loads(done.stdout)
    except ValueError:
        raise ExpressionError("the code ended the process that ran it") from None
    return [output if len(output) <= MAX_OUTPUT else "\0it prints too much" for output in outputs]
