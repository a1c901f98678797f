"""A gradebook of a class, written hand-in by hand-in for tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.classroom.gradebook import Gradebook
from grader.classroom.records import Conditions, HandIn, Learner, Override
from grader.maths.misconceptions import CATALOGUE
from grader.results import CheckResult, Diagnosis, Evidence, Outcome, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EX02, EX03, EX04, EX05 = (
    "ex02_cost_and_gradient",
    "ex03_simultaneous_update",
    "ex04_vectorised_gradient",
    "ex05_gradient_descent",
)
AT = "2026-11-23T08:00:00.000Z"
_VERDICTS = {
    Outcome.FAILED: Verdict.FAILED,
    Outcome.ERRORED: Verdict.ERRORED,
    Outcome.TIMED_OUT: Verdict.TIMED_OUT,
    Outcome.OUT_OF_MEMORY: Verdict.OUT_OF_MEMORY,
    Outcome.TAMPERED: Verdict.TAMPERED,
}


@dataclass
class Class:
    """A class that hands in; a submission has three checks, one of which may fail and have the rest skipped.

    Attributes
    ----------
    gradebook : Gradebook
        Where to.
    seed : str
        Which seed the submissions are judged with.
    """

    gradebook: Gradebook
    seed: str = "seed"

    @classmethod
    def at(cls, path: Path, stems: Sequence[str] = (EX02, EX03, EX04, EX05)) -> Class:
        """Return a class with an empty gradebook that knows the exercises."""
        gradebook = Gradebook(path, create=True)
        for stem in stems:
            gradebook.describe_exercise(stem, f"Title of {stem[:4]}", 10.0)
        return cls(gradebook)

    def enrol(self, *learners: str) -> None:
        """Put learners into the roster."""
        for learner in learners:
            self.gradebook.enrol(Learner(learner, enrolled=True))

    def hand_in(
        self,
        learner: str,
        stem: str,
        *mistakes: str,
        outcome: Outcome | None = None,
        value: str = "(1, 2)",
        at_check: int = 1,
        points: float = 4.0,
        seconds: float = 0.1,
        text: str = "",
        late: bool | None = None,
        message: str = "",
        next_step: str = "",
    ) -> None:
        """Hand in something with these mistakes, or with none and right, unless another outcome is said."""
        ended = outcome or (Outcome.FAILED if mistakes else Outcome.PASSED)
        sha256 = hashlib.sha256(f"{text or learner} {stem}".encode()).hexdigest()
        report = self._report(stem, sha256, ended, mistakes, value, at_check, points, message, next_step)
        number = self.gradebook.hand_in(
            HandIn(learner, stem, sha256, f"{learner}/{stem[:4]}.py", late=late), b"", AT
        )
        conditions = Conditions(stem, "suite", "kit", "engine", self.seed)
        result = self.gradebook.record(conditions, report, seconds=seconds, graded_at=AT)
        self.gradebook.grade(number, result, AT)

    def set_points(self, learner: str, stem: str, points: float) -> None:
        """Give points by hand."""
        self.gradebook.override(Override(learner, stem, points, "grace", "oral", AT))

    def _report(
        self,
        stem: str,
        sha256: str,
        outcome: Outcome,
        mistakes: Sequence[str],
        value: str,
        at_check: int,
        points: float,
        message: str,
        next_step: str,
    ) -> Report:
        is_passed = outcome is Outcome.PASSED
        has_checks = outcome not in (Outcome.UNREADABLE, Outcome.GRADER_FAULT)
        checks = []
        for place, name in enumerate(("gradient", "update", "descent")):
            verdict = Verdict.PASSED
            if not is_passed and place >= at_check:
                verdict = _VERDICTS.get(outcome, Verdict.FAILED) if place == at_check else Verdict.SKIPPED
            full = (4.0, 4.0, 2.0)[place]
            earned = full if is_passed else (points if place == 0 else 0.0)
            shown = value if verdict is Verdict.FAILED else None
            checks.append(CheckResult(name, f"Check of {name}", verdict, earned, full, actual=shown))
        return Report(
            exercise=stem,
            title=f"Title of {stem[:4]}",
            path=f"{stem[:4]}.py",
            sha256=sha256,
            outcome=outcome,
            checks=tuple(checks) if has_checks else (),
            diagnoses=tuple(_diagnosis(name) for name in mistakes),
            message=message,
            next_step=next_step,
            isolation={"tier": "A"},
            max_points=10.0,
        )


def _diagnosis(name: str) -> Diagnosis:
    """Return a diagnosis in the catalogue's words, or in words of its own for a mistake that it has not."""
    words = CATALOGUE.get(name)
    return Diagnosis(
        misconception=name,
        title=words.title if words else f"title of {name}",
        checks=("update",),
        evidence=(Evidence.NUMBERS,),
        message=words.message if words else f"Message of {name}.",
        question=words.question if words else f"Question of {name}?",
        concept=words.concept if words else "update-rule",
    )
