"""What a judged submission is worth and why: verdicts, diagnoses and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "grader/report/1"


class Verdict(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    TAMPERED = "tampered"
    SKIPPED = "skipped"


class Outcome(StrEnum):
    """How a whole submission ended; the worst verdict of its checks, or why there is none."""

    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    TAMPERED = "tampered"
    UNREADABLE = "unreadable"
    GRADER_FAULT = "grader-fault"


class Evidence(StrEnum):
    """What a diagnosis rests on."""

    NUMBERS = "numbers"
    SYMBOLS = "symbols"
    CALLS = "calls"


@dataclass(frozen=True)
class CheckResult:
    """One check of a suite and how the submission did in it.

    Attributes
    ----------
    id : str
        The check's stable name, the test function's name without `test_`.
    title : str
        The sentence the learner reads; the test function's docstring.
    proved : bool
        The symbolic trace equals the reference, so that the check holds for every input of these shapes.
    followed_through : bool
        Passed given the learner's own earlier function, which is itself wrong.
    probe : str or None
        The call that was made, as the learner would type it.
    expected, actual : str or None
        The values, as the learner would read them. None where the feedback policy hides them.
    """

    id: str
    title: str
    verdict: Verdict
    points: float
    max_points: float
    proved: bool = False
    followed_through: bool = False
    message: str = ""
    probe: str | None = None
    expected: str | None = None
    actual: str | None = None


@dataclass(frozen=True)
class Diagnosis:
    """A misconception, with the evidence for it and the place it was made.

    Attributes
    ----------
    misconception : str
        The misconception's id, such as `sequential-update`.
    detail : tuple of str
        What tells variants of one misconception apart; for `sequential-update` the order of the updates.
    checks : tuple of str
        The ids of the checks that it explains.
    evidence : tuple of Evidence
        Strongest first.
    lines : tuple of int
        Lines of the submission, 1-based; empty where the syntax tree shows none.
    place : str
        Where those lines are, in words, if the submission is no plain file: `cell 3, line 4`.
    formula : str
        What the learner's code computes, as one or more lines of Unicode mathematics.
    message : str
        What that means, in one or two plain sentences.
    question : str
        The question that leads on.
    concept : str
        The id of the concept that explains it.
    """

    misconception: str
    title: str
    checks: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    detail: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    place: str = ""
    formula: str = ""
    message: str = ""
    question: str = ""
    concept: str = ""


@dataclass(frozen=True)
class Report:
    """All that is known of one judged submission.

    Attributes
    ----------
    exercise : str
        The exercise's stem, such as `ex03_simultaneous_update`.
    path : str
        The submission's path as it was given.
    sha256 : str
        Of the submission's bytes, hexadecimal; empty if they could not be read.
    message : str
        What ended the submission as a whole (a syntax error, our own fault); empty if nothing did.
    next_step : str
        What the learner may do next, in one sentence; empty if the checks say it all.
    isolation : mapping
        `tier` ("A", "B" or "C"), `mechanisms`, `probe`, `reason` and what the machine offered.
    output : str
        What the learner's code printed, capped.
    """

    exercise: str
    title: str
    path: str
    sha256: str
    outcome: Outcome
    checks: tuple[CheckResult, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    message: str = ""
    next_step: str = ""
    isolation: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    output: str = ""
    max_points: float = 0.0

    @property
    def points(self) -> float:
        """Points earned; none at all from a submission that tampered with the protocol."""
        if self.outcome in (Outcome.TAMPERED, Outcome.UNREADABLE, Outcome.GRADER_FAULT):
            return 0.0
        return sum(check.points for check in self.checks)

    @property
    def is_passed(self) -> bool:
        """All points, and nothing that speaks against them: points alone do not do."""
        return self.outcome is Outcome.PASSED and self.points >= self.max_points

    @property
    def score(self) -> float:
        """Points earned over points to be had, from 0 to 1."""
        return self.points / self.max_points if self.max_points else 0.0
