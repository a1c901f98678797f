"""Finds what is unusual: many attempts, submissions that ended badly, one exercise far off the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.classroom.class_report.counting import SHUFFLED, number, quantiles
from grader.classroom.class_report.records import Attempts, Ended, FarOff, Outliers, Unjudged
from grader.results import Outcome

if TYPE_CHECKING:
    import sqlite3

    from grader.classroom.class_report.naming import Names

MOST = 10
#: Fewer attempts are nothing unusual, however few the others made.
FEWEST_ATTEMPTS = 5
#: How far a score has to be from what a learner's others lead one to expect, and how many others it takes.
FAR = 0.6
FEWEST_OTHERS = 3
#: The others lead to expect something only if they are alike: the most that their standard deviation may be.
SPREAD = 0.2
#: Ways to end that are worth a look, the gravest first.
UNUSUAL = (Outcome.TAMPERED, Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.UNREADABLE)


def outliers(connection: sqlite3.Connection, names: Names) -> Outliers:
    """Return what is worth a look."""
    not_graded, n_not_graded = _not_graded(connection, names)
    attempts, n_attempts = _attempts(connection, names)
    ended, n_ended = _ended(connection, names)
    far_off, n_far_off = _far_off(connection, names)
    return Outliers(
        not_graded=not_graded,
        n_more_not_graded=n_not_graded - len(not_graded),
        attempts=attempts,
        n_more_attempts=n_attempts - len(attempts),
        ended=ended,
        n_ended=n_ended,
        far_off=far_off,
        n_more_far_off=n_far_off - len(far_off),
    )


def _not_graded(connection: sqlite3.Connection, names: Names) -> tuple[tuple[Unjudged, ...], int]:
    """Return whose files could not be graded, and how many there are."""
    rows = connection.execute(
        "SELECT learner, coalesce(stem, ''), kind FROM unjudged LEFT JOIN chosen ON chosen.id = exercise "
        f"ORDER BY stem, {SHUFFLED} LIMIT ?",
        (MOST,),
    ).fetchall()
    found = tuple(Unjudged(names.of(learner), *values) for learner, *values in rows)
    return found, number(connection, "SELECT count(*) FROM unjudged")


def _attempts(connection: sqlite3.Connection, names: Names) -> tuple[tuple[Attempts, ...], int]:
    """Return who handed in far more often than three quarters of the others, and how many there are."""
    connection.execute(
        "CREATE TEMP TABLE attempts AS SELECT learner, exercise, count(*) AS n FROM hand_ins "
        "WHERE exercise IN (SELECT id FROM chosen) GROUP BY exercise, learner"
    )
    connection.execute(
        "CREATE TEMP TABLE usual_attempts (exercise INTEGER PRIMARY KEY, usual INTEGER, most INTEGER)"
    )
    for exercise, (_, (lower, usual, upper)) in quantiles(
        connection, "attempts", "n", [0.25, 0.5, 0.75]
    ).items():
        most = max(FEWEST_ATTEMPTS - 1, upper + 3 * (upper - lower))
        connection.execute("INSERT INTO usual_attempts VALUES (?, ?, ?)", (exercise, usual, most))
    source = (
        "FROM attempts JOIN usual_attempts USING (exercise) "
        "JOIN chosen ON chosen.id = exercise WHERE n > most"
    )
    rows = connection.execute(
        f"SELECT learner, stem, n, usual {source} ORDER BY n DESC, {SHUFFLED}, stem LIMIT ?", (MOST,)
    ).fetchall()
    found = tuple(Attempts(names.of(learner), *values) for learner, *values in rows)
    return found, number(connection, f"SELECT count(*) {source}")


def _ended(
    connection: sqlite3.Connection, names: Names
) -> tuple[tuple[Ended, ...], tuple[tuple[str, int], ...]]:
    """Return submissions that ended in an unusual way, the gravest kinds first, and how many of each kind."""
    found: list[Ended] = []
    counts = []
    for outcome in UNUSUAL:
        n_all = number(connection, "SELECT count(*) FROM counted WHERE outcome = ?", (outcome.value,))
        if not n_all:
            continue
        counts.append((outcome.value, n_all))
        rows = connection.execute(
            "SELECT learner, stem FROM counted JOIN chosen ON chosen.id = exercise WHERE outcome = ? "
            f"ORDER BY {SHUFFLED}, stem LIMIT ?",
            (outcome.value, MOST),
        ).fetchall()
        found += [Ended(names.of(learner), stem, outcome.value) for learner, stem in rows]
    return tuple(found), tuple(counts)


def _far_off(connection: sqlite3.Connection, names: Names) -> tuple[tuple[FarOff, ...], int]:
    """Return scores that are far from what the learner's others lead one to expect, and how many there are.

    Every score is compared with the class's mean in its exercise: a hard exercise makes nobody an outlier.
    """
    connection.execute(
        "CREATE TEMP TABLE scored AS "
        "SELECT learner, exercise, score, mean, score - mean AS ahead FROM counted "
        "JOIN (SELECT exercise, avg(score) AS mean FROM counted GROUP BY exercise) USING (exercise) "
        "WHERE score IS NOT NULL"
    )
    connection.execute(
        "CREATE TEMP TABLE scored_all AS SELECT learner, count(*) - 1 AS n_others, sum(score) AS scores, "
        "sum(mean) AS means, sum(ahead) AS aheads, sum(ahead * ahead) AS squares "
        "FROM scored GROUP BY learner "
        f"HAVING n_others >= {FEWEST_OTHERS}"
    )
    connection.execute(
        "CREATE TEMP TABLE far_off AS "
        "SELECT learner, exercise, score, mean, (scores - score) / n_others AS others, "
        "(means - mean) / n_others AS class_others, n_others, "
        "abs(ahead - (aheads - ahead) / n_others) AS far FROM scored JOIN scored_all USING (learner) "
        f"WHERE far >= {FAR} AND (squares - ahead * ahead) / n_others "
        f"- (aheads - ahead) * (aheads - ahead) / n_others / n_others <= {SPREAD**2:.6f}"
    )
    rows = connection.execute(
        "SELECT learner, stem, score, mean, others, class_others, n_others FROM far_off "
        f"JOIN chosen ON chosen.id = exercise ORDER BY far DESC, {SHUFFLED}, stem LIMIT ?",
        (MOST,),
    ).fetchall()
    found = tuple(FarOff(names.of(learner), *values) for learner, *values in rows)
    return found, number(connection, "SELECT count(*) FROM far_off")
