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

#: A misconception, and the lines of the code that the grader points at.
Diagnosed = tuple[str, tuple[int, ...]]

SECONDS = 10.0
#: The probes that an item's code is judged on: always the same, so that a check says the same twice.
SEED = 1
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
    _diagnoses: dict[tuple[str, str], list[Diagnosed]] = field(default_factory=dict)

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

    def diagnose(self, exercise: str, code: str) -> list[Diagnosed]:
        """Return what the grader diagnoses in code that the reference solution completes.

        Lines are counted in the code, from 1. Raises ExpressionError if the code cannot be judged.
        """
        key = (exercise, code)
        if key not in self._diagnoses:
            self._diagnoses[key] = self._judged(self.exercise(exercise), code.strip("\n"))
        return self._diagnoses[key]

    def _judged(self, exercise: Exercise, code: str) -> list[Diagnosed]:
        from grader.checking import check
        from grader.results import Outcome
        from grader.sandbox import Sandbox

        reference = exercise.reference.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
        source = (reference + code + "\n").encode()
        with Sandbox("default") as sandbox:
            report = check(exercise, source, path=exercise.stub.name, sandbox=sandbox, seed=SEED)
        if report.outcome is Outcome.PASSED:
            raise ExpressionError(f"the code passes all checks of {exercise.short}: nothing is wrong in it")
        if report.message:
            raise ExpressionError(f"the code cannot be judged: {report.message}")
        before = reference.count("\n")
        return [
            (diagnosis.misconception, tuple(line - before for line in diagnosis.lines if line > before))
            for diagnosis in report.diagnoses
        ]


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
