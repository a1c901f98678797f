"""Where everybody stands, learner by learner, as every export tells it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.classroom.reading import GradebookReader
    from grader.classroom.records import GradedExercise, Learner, NotGraded, Standing

#: What is said of a learner of the roster who handed in nothing.
MISSING = "missing"
#: What is said of what was handed in and has no result, for it is not graded yet or cannot be.
UNGRADED = "not-graded"


class _OfLearner(Protocol):
    """A row of a gradebook that belongs to somebody."""

    @property
    def learner(self) -> str: ...


_T = TypeVar("_T", bound=_OfLearner)


@dataclass(frozen=True)
class Result:
    """Where a learner stands in an exercise, or that nothing was handed in.

    Attributes
    ----------
    exercise : GradedExercise
        Which.
    standing : Standing or None
        None if there is neither a hand-in nor an override.
    points : float or None
        What counts; None if there is nothing to count.
    max_points : float
        Points to be had.
    outcome : str
        As in docs/report.md, or `missing`, or `not-graded`.
    not_graded : str
        Which file could not be graded and why, if one of theirs could not; also beside an earlier result.
    """

    exercise: GradedExercise
    standing: Standing | None
    points: float | None
    max_points: float
    outcome: str
    not_graded: str = ""


@dataclass(frozen=True)
class Row:
    """A learner, and where they stand in each exercise of the sheet, by its stem."""

    learner: Learner
    results: Mapping[str, Result]


class Sheet:
    """A gradebook as a table that is read row by row, however long it is.

    Parameters
    ----------
    gradebook : GradebookReader
        Open.
    stems : sequence of str
        The exercises that are wanted; all that occur if empty.
    is_missing_zero : bool
        Whoever is in the roster and handed in nothing gets no points, instead of no entry.
    """

    def __init__(
        self, gradebook: GradebookReader, stems: Sequence[str] = (), *, is_missing_zero: bool = False
    ) -> None:
        self.gradebook = gradebook
        self.exercises = [e for e in gradebook.exercises() if not stems or e.exercise in stems]
        self._is_missing_zero = is_missing_zero

    def rows(self) -> Iterator[Row]:
        """Yield all learners by name, those of the roster without a hand-in among them."""
        standings = _ByLearner(self.gradebook.standings())
        not_graded = _ByLearner(self.gradebook.not_graded())
        for learner in self.gradebook.learners():
            found = {standing.exercise: standing for standing in standings.of(learner.learner)}
            problems = not_graded.of(learner.learner)
            results = {
                e.exercise: self._result(e, found.get(e.exercise), problems, learner) for e in self.exercises
            }
            yield Row(learner, results)

    def _result(
        self,
        exercise: GradedExercise,
        standing: Standing | None,
        problems: Sequence[NotGraded],
        learner: Learner,
    ) -> Result:
        # What was meant for an exercise that could not be told may be this one, if nothing else is.
        is_missing = standing is None or (not standing.sha256 and standing.points is None)
        stems = ("", exercise.exercise) if is_missing else (exercise.exercise,)
        why = " ".join(f"{p.origin}: {p.sentence}" for p in problems if p.exercise in stems)
        outcome = UNGRADED if why else MISSING
        if standing is None or is_missing:
            # Nobody gets zero points for a file that could not be graded.
            is_zero = self._is_missing_zero and learner.enrolled is True and not why
            points = 0.0 if is_zero else None
            return Result(exercise, standing, points, exercise.max_points, outcome, why)
        outcome = standing.outcome or (UNGRADED if standing.sha256 else outcome)
        return Result(exercise, standing, standing.points, standing.max_points, outcome, why)


class _ByLearner(Generic[_T]):
    """What a gradebook has in the order of its learners, handed out learner by learner."""

    def __init__(self, rows: Iterator[_T]) -> None:
        self._groups: Iterator[tuple[str, Iterator[_T]]] = groupby(rows, key=lambda row: row.learner)
        self._next: tuple[str, Iterator[_T]] | None = next(self._groups, None)

    def of(self, learner: str) -> list[_T]:
        """Return the rows of a learner; every row has one, and all come in the same order."""
        if self._next is None or self._next[0] != learner:
            return []
        found = [*self._next[1]]
        self._next = next(self._groups, None)
        return found


def is_unsettled(result: Result) -> bool:
    """Tell whether something was handed in that has no points, for it is not graded or by our own fault."""
    return (
        result.points is None and result.outcome in (UNGRADED, Outcome.GRADER_FAULT) and not result.not_graded
    )
