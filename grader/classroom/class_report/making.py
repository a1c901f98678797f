"""Makes a class report of a gradebook: every part counted as of the same instant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.classroom.class_report.alike import alike
from grader.classroom.class_report.counting import count
from grader.classroom.class_report.mistakes import concepts, hard_checks, mistakes, together
from grader.classroom.class_report.naming import Names
from grader.classroom.class_report.outliers import outliers
from grader.classroom.class_report.records import ClassReport
from grader.classroom.class_report.running import faults, timings
from grader.classroom.class_report.scores import exercises, totals
from grader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.classroom.gradebook import Gradebook

#: More are not looked through at once; --exercise chooses others.
MOST_EXERCISES = 40


class NothingHandedInError(UsageError):
    """The gradebook holds nothing to report on."""

    def __init__(self, gradebook: Gradebook) -> None:
        super().__init__(
            f"The gradebook {gradebook.path} holds no hand-in yet, so there is nothing to report; "
            "`grader grade SUBMISSIONS` fills it."
        )


def make_class_report(
    gradebook: Gradebook, stems: Sequence[str] = (), *, is_anonymous: bool = False
) -> ClassReport:
    """Return what a gradebook says of the class.

    Memory stays the same however many learners there are: all is counted in SQLite, and each list is bounded.

    Parameters
    ----------
    gradebook : Gradebook
        Open; it may be written meanwhile by another process.
    stems : sequence of str
        The exercises that count; all if empty.
    is_anonymous : bool
        Number the learners instead of naming them.

    Raises
    ------
    NothingHandedInError
        There is nothing to report on.
    """
    known = [exercise.exercise for exercise in gradebook.exercises()]
    wanted = [stem for stem in known if not stems or stem in stems]
    with gradebook.reading() as connection:
        count(connection, wanted[:MOST_EXERCISES])
        of_class = totals(connection)
        if not of_class.n_handed_in:
            raise NothingHandedInError(gradebook)
        names = Names(connection, is_anonymous=is_anonymous)
        by_number = exercises(connection, of_class.n_learners)
        frequent, n_more_mistakes = mistakes(connection, [*by_number])
        pairs, n_more_together = together(connection, of_class.n_judged_learners)
        hard, n_more_hard = hard_checks(connection)
        own, n_more_own = faults(connection)
        (as_of,) = connection.execute(
            "SELECT max(at) FROM (SELECT max(graded_at) AS at FROM gradings "
            "UNION ALL SELECT max(recorded_at) FROM hand_ins UNION ALL SELECT max(set_at) FROM overrides)"
        ).fetchone()
        return ClassReport(
            as_of=as_of,
            is_anonymous=is_anonymous,
            totals=of_class,
            exercises=tuple(by_number.values()),
            n_more_exercises=len(wanted[MOST_EXERCISES:]),
            mistakes=frequent,
            n_more_mistakes=n_more_mistakes,
            together=pairs,
            n_more_together=n_more_together,
            concepts=concepts(connection),
            hard_checks=hard,
            n_more_hard_checks=n_more_hard,
            alike=alike(connection, names),
            outliers=outliers(connection, names),
            timings=timings(connection),
            faults=own,
            n_more_faults=n_more_own,
        )
