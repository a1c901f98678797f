"""Where everybody stands, learner by learner, as every export tells it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.classroom.reading import GradebookReader
    from grader.classroom.records import GradedExercise, Learner, Standing

#: What is said of a learner of the roster who handed in nothing.
MISSING = "missing"
#: What is said of a hand-in that has no result yet.
UNGRADED = "not-graded"


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
    """

    exercise: GradedExercise
    standing: Standing | None
    points: float | None
    max_points: float
    outcome: str


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
        groups = groupby(self.gradebook.standings(), key=lambda standing: standing.learner)
        name, group = next(groups, ("", iter(())))
        for learner in self.gradebook.learners():
            found = {}
            # Both come in the same order, and every standing has a learner.
            if name == learner.learner:
                found = {standing.exercise: standing for standing in group}
                name, group = next(groups, ("", iter(())))
            results = {e.exercise: self._result(e, found.get(e.exercise), learner) for e in self.exercises}
            yield Row(learner, results)

    def _result(self, exercise: GradedExercise, standing: Standing | None, learner: Learner) -> Result:
        is_missing = standing is None or (not standing.sha256 and standing.points is None)
        if standing is None or is_missing:
            is_zero = self._is_missing_zero and learner.enrolled is True
            return Result(exercise, standing, 0.0 if is_zero else None, exercise.max_points, MISSING)
        outcome = standing.outcome or (UNGRADED if standing.sha256 else MISSING)
        return Result(exercise, standing, standing.points, standing.max_points, outcome)


def is_unsettled(result: Result) -> bool:
    """Tell whether something was handed in that has no points, for it is not graded or by our own fault."""
    return result.points is None and result.outcome in (UNGRADED, Outcome.GRADER_FAULT)
