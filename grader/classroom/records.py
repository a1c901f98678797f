"""What a gradebook holds, as plain data: learners, hand-ins, results, overrides, standings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Learner:
    """Someone who hands in.

    Attributes
    ----------
    learner : str
        The name that the gradebook and the command line know them by.
    name : str
        Their name as the roster or the LMS writes it; empty if only `learner` is known.
    enrolled : bool or None
        Whether the roster has them; None if there never was a roster.
    roster : mapping of str to str
        Their row of the roster, column to text, for exports.
    """

    learner: str
    name: str = ""
    enrolled: bool | None = None
    roster: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GradedExercise:
    """An exercise that somebody has handed in: its stem, title and points to be had."""

    exercise: str
    title: str
    max_points: float


@dataclass(frozen=True)
class Conditions:
    """What a result depends on besides the submission.

    Attributes
    ----------
    exercise : str
        The stem.
    suite, kit : str
        Hashes of the exercise's hidden half, and of what the kit states about it.
    engine : str
        The grader's version and a hash of its sources, and the versions of Python and NumPy.
    seed_id : str
        A hash of the secret that inputs are drawn from, never the secret.
    """

    exercise: str
    suite: str
    kit: str
    engine: str
    seed_id: str


@dataclass(frozen=True)
class HandIn:
    """One file that a learner handed in.

    Attributes
    ----------
    sha256 : str
        Of its bytes.
    origin : str
        Where it was found, relative to what was graded.
    handed_in_at : str or None
        When, ISO 8601, as far as the LMS says.
    late : bool or None
        Whether the LMS calls it late; None if it says nothing.
    """

    learner: str
    exercise: str
    sha256: str
    origin: str
    handed_in_at: str | None = None
    late: bool | None = None


@dataclass(frozen=True)
class Override:
    """Points that a person gave by hand.

    Attributes
    ----------
    points : float or None
        None withdraws the override before it.
    who, why, set_at : str
        The person, the reason and the time.
    """

    learner: str
    exercise: str
    points: float | None
    who: str
    why: str
    set_at: str


@dataclass(frozen=True)
class Standing:
    """Where a learner stands in an exercise: the newest hand-in, its newest result, the newest override.

    Attributes
    ----------
    sha256, origin, handed_in_at, late
        Of the newest hand-in; empty or None if nothing was handed in.
    result : int or None
        The result's number, for `Gradebook.report`; None if it was not graded yet.
    outcome : str
        Of the result; empty without one.
    graded_points : float or None
        What the result came to, without overrides.
    points : float or None
        What counts: the override's points if there is one, else the result's; None for a fault of our own.
    max_points : float
        Points to be had.
    is_overridden : bool
        Whether `points` were given by hand.
    """

    learner: str
    name: str
    exercise: str
    sha256: str
    origin: str
    handed_in_at: str | None
    late: bool | None
    result: int | None
    outcome: str
    graded_points: float | None
    points: float | None
    max_points: float
    graded_at: str | None
    is_overridden: bool


@dataclass(frozen=True)
class NotGraded:
    """A file that could not be graded, of somebody of whom nothing else was graded instead.

    Attributes
    ----------
    exercise : str
        The stem; empty if it could not be told.
    origin : str
        Where the file was found, relative to what was graded.
    kind : {"refused", "ambiguous", "unknown"}
        As `grader grade --json` has it.
    sentence : str
        What is wrong with it, and what to do.
    noted_at : str
        When it was first seen, ISO 8601.
    """

    learner: str
    name: str
    exercise: str
    origin: str
    kind: str
    sentence: str
    noted_at: str


@dataclass(frozen=True)
class Event:
    """One line of a learner's history in an exercise.

    Attributes
    ----------
    at : str
        When it was recorded, ISO 8601.
    kind : {"handed-in", "graded", "override", "not-graded"}
        What happened.
    points : float or None
        Points that came of it; None for a hand-in, and for an override that was withdrawn.
    result : int or None
        The result's number, of a grading.
    sha256 : str
        The submission, of a hand-in and a grading.
    detail : str
        Where the file was found, how it ended, why the points were set, or what kept it from being graded.
    who : str
        The person, of an override.
    late : bool or None
        Of a hand-in.
    """

    at: str
    kind: Literal["handed-in", "graded", "override", "not-graded"]
    points: float | None = None
    result: int | None = None
    sha256: str = ""
    detail: str = ""
    who: str = ""
    late: bool | None = None


@dataclass(frozen=True)
class Regrade:
    """A run that judges again what has results.

    Attributes
    ----------
    after_result : int
        The newest result before it began; what was found since then counts.
    began_at : str
        When it began, ISO 8601.
    is_resumed : bool
        Whether it began in an earlier run, which was interrupted.
    """

    after_result: int
    began_at: str
    is_resumed: bool
