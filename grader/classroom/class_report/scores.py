"""Counts who handed in, what was graded, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.classroom.class_report.counting import number, quantiles
from grader.classroom.class_report.naming import plain
from grader.classroom.class_report.records import N_BINS, ExerciseSummary, Totals
from grader.results import Outcome

if TYPE_CHECKING:
    import sqlite3

_FAULT = Outcome.GRADER_FAULT.value
_ENROLLED = "(NOT EXISTS (SELECT 1 FROM learners WHERE enrolled IS NOT NULL) OR enrolled = 1)"
#: Learners and exercises with a file that could not be graded and no other hand-in.
_UNJUDGED = (
    "FROM unjudged JOIN learners ON learners.id = unjudged.learner WHERE exercise IS NOT NULL "
    f"AND {_ENROLLED} AND NOT EXISTS (SELECT 1 FROM counted WHERE counted.learner = unjudged.learner "
    "AND counted.exercise = unjudged.exercise AND hand_in IS NOT NULL)"
)
_UNNAMED = (
    "FROM sharing WHERE NOT EXISTS (SELECT 1 FROM diagnoses WHERE diagnoses.result = sharing.result) "
    f"AND outcome <> '{Outcome.PASSED}'"
)


def totals(connection: sqlite3.Connection) -> Totals:
    """Return the class in numbers."""
    n_learners = number(connection, f"SELECT count(*) FROM learners WHERE {_ENROLLED}")
    n_exercises = number(connection, "SELECT count(*) FROM chosen")
    n_present = number(
        connection,
        "SELECT count(*) FROM counted JOIN learners ON learners.id = counted.learner "
        f"WHERE hand_in IS NOT NULL AND {_ENROLLED}",
    )
    active, judged, handed_in, waiting, faults, late, by_hand = connection.execute(
        "SELECT count(DISTINCT CASE WHEN hand_in IS NOT NULL THEN learner END), "
        f"count(DISTINCT CASE WHEN outcome <> '{_FAULT}' THEN learner END), count(hand_in), "
        f"total(hand_in IS NOT NULL AND result IS NULL), total(outcome = '{_FAULT}'), total(late = 1), "
        "total(by_hand) FROM counted"
    ).fetchone()
    return Totals(
        n_learners=n_learners,
        has_roster=bool(number(connection, "SELECT count(*) FROM learners WHERE enrolled IS NOT NULL")),
        n_active=active,
        n_judged_learners=judged,
        n_handed_in=handed_in,
        n_graded=handed_in - int(waiting) - int(faults),
        n_waiting=int(waiting),
        n_faults=int(faults),
        n_missing=n_learners * n_exercises - n_present - number(connection, f"SELECT count(*) {_UNJUDGED}"),
        n_not_graded=number(connection, "SELECT count(*) FROM unjudged"),
        n_late=int(late),
        n_by_hand=int(by_hand),
        n_strangers=number(
            connection,
            "SELECT count(DISTINCT learner) FROM counted WHERE hand_in IS NOT NULL "
            "AND learner IN (SELECT id FROM learners WHERE enrolled = 0)",
        ),
    )


def exercises(connection: sqlite3.Connection, n_learners: int) -> dict[int, ExerciseSummary]:
    """Return how the class did in each exercise, by the exercise's number, in order.

    Parameters
    ----------
    connection : sqlite3.Connection
        With the temporary tables.
    n_learners : int
        How many could have handed in.
    """
    handed_in = dict(
        connection.execute("SELECT exercise, count(hand_in) FROM counted GROUP BY exercise").fetchall()
    )
    present = dict(
        connection.execute(
            "SELECT exercise, count(*) FROM counted JOIN learners ON learners.id = counted.learner "
            f"WHERE hand_in IS NOT NULL AND {_ENROLLED} GROUP BY exercise"
        ).fetchall()
    )
    unjudged = dict(connection.execute(f"SELECT exercise, count(*) {_UNJUDGED} GROUP BY exercise").fetchall())
    bins = _bins(connection)
    means = dict(connection.execute("SELECT exercise, avg(score) FROM counted GROUP BY exercise").fetchall())
    medians = quantiles(connection, "counted WHERE score IS NOT NULL", "score", [0.5])
    outcomes = _outcomes(connection)
    query = f"SELECT exercise, total(n_learners) {_UNNAMED} AND outcome {{}} '{Outcome.FAILED}' GROUP BY 1"
    unnamed = dict(connection.execute(query.format("=")).fetchall())
    without_values = dict(connection.execute(query.format("<>")).fetchall())
    found = {}
    for key, stem, title in connection.execute("SELECT id, stem, title FROM chosen ORDER BY stem"):
        of_exercise = bins.get(key, [0] * N_BINS)
        found[key] = ExerciseSummary(
            exercise=plain(stem),
            title=plain(title),
            n_handed_in=handed_in.get(key, 0),
            n_graded=sum(n for outcome, n in outcomes.get(key, []) if outcome != _FAULT),
            n_missing=n_learners - present.get(key, 0) - unjudged.get(key, 0),
            n_scored=sum(of_exercise),
            mean=means.get(key),
            median=medians[key][1][0] if key in medians else None,
            n_full=of_exercise[-1],
            bins=tuple(of_exercise),
            outcomes=tuple(outcomes.get(key, [])),
            n_unnamed=int(unnamed.get(key, 0)),
            n_without_values=int(without_values.get(key, 0)),
        )
    return found


def _bins(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """Return by exercise how many learners are in each bin of the score."""
    found: dict[int, list[int]] = {}
    # A score such as 3/10 times ten may come to a little less than three.
    rows = connection.execute(
        f"SELECT exercise, CASE WHEN score > 1 - 1e-9 THEN {N_BINS - 1} "
        "ELSE CAST(score * 10 + 1e-9 AS INTEGER) END, count(*) "
        "FROM counted WHERE score IS NOT NULL GROUP BY 1, 2"
    )
    for exercise, place, n_learners in rows:
        found.setdefault(exercise, [0] * N_BINS)[place] += n_learners
    return found


def _outcomes(connection: sqlite3.Connection) -> dict[int, list[tuple[str, int]]]:
    """Return by exercise how submissions ended, most frequent first."""
    found: dict[int, list[tuple[str, int]]] = {}
    rows = connection.execute(
        "SELECT exercise, outcome, count(*) FROM counted WHERE outcome IS NOT NULL "
        "GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    )
    for exercise, outcome, n_learners in rows:
        found.setdefault(exercise, []).append((outcome, n_learners))
    return found
