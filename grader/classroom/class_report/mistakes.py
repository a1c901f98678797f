"""Counts mistakes: how many learners have which and where, which go together, which checks they fail."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from grader.classroom.class_report.counting import number
from grader.classroom.class_report.naming import check_title, misconception
from grader.classroom.class_report.records import ConceptToTeach, HardCheck, Mistake, Together

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

MOST_MISTAKES = 20
MOST_PAIRS = 8
MOST_CONCEPTS = 12
MOST_CHECKS = 12
#: Pairs of mistakes are listed from so many learners on, and in large classes from one in so many on: among
#: thousands of pairs of rare mistakes some always stand out by chance.
FEWEST_TOGETHER = 3
ONE_IN = 200
#: A ratio is given from so many learners on.
FEWEST_FOR_LIFT = 5
#: So many times what chance usually adds or takes away (the root of what is expected) stands out.
STANDING_OUT = 2.0
#: A check that fewer learners came to says little; in a small class fewer are enough.
FEWEST_JUDGED = 5


def mistakes(connection: sqlite3.Connection, exercises: Sequence[int]) -> tuple[tuple[Mistake, ...], int]:
    """Return the mistakes that most learners have, and how many more there are.

    Parameters
    ----------
    connection : sqlite3.Connection
        With the temporary tables.
    exercises : sequence of int
        The numbers of those that are shown, in order.
    """
    rows = connection.execute(
        "SELECT misconception, count(DISTINCT learner) AS n FROM mistakes GROUP BY 1 "
        "ORDER BY n DESC, 1 LIMIT ?",
        (MOST_MISTAKES,),
    ).fetchall()
    found = []
    for name, n_learners in rows:
        words = misconception(connection, name)
        counts = dict(
            connection.execute(
                "SELECT exercise, count(*) FROM mistakes WHERE misconception = ? GROUP BY exercise", (name,)
            ).fetchall()
        )
        found.append(
            Mistake(
                misconception=name,
                title=words.title,
                message=words.message,
                question=words.question,
                concept=words.concept,
                n_learners=n_learners,
                by_exercise=tuple(counts.get(exercise, 0) for exercise in exercises),
            )
        )
    n_all = number(connection, "SELECT count(DISTINCT misconception) FROM mistakes")
    return tuple(found), n_all - len(found)


def together(connection: sqlite3.Connection, n_learners: int) -> tuple[tuple[Together, ...], int]:
    """Return the pairs of mistakes that stand out most as the same learners', and how many more there are.

    Parameters
    ----------
    connection : sqlite3.Connection
        With the temporary tables.
    n_learners : int
        How many have been graded at all.
    """
    connection.execute(
        "CREATE TEMP TABLE frequencies AS "
        "SELECT misconception, count(DISTINCT learner) AS n FROM mistakes GROUP BY 1"
    )
    connection.execute(
        "CREATE TEMP TABLE pairs AS SELECT one.misconception AS one, other.misconception AS other, "
        "count(DISTINCT one.learner) AS n_both FROM mistakes AS one JOIN mistakes AS other "
        "ON other.learner = one.learner AND other.misconception > one.misconception "
        "GROUP BY 1, 2 HAVING n_both >= ?",
        (max(FEWEST_TOGETHER, n_learners // ONE_IN),),
    )
    # By how much more there are than expected, measured in what chance alone would make of it.
    rows = connection.execute(
        "SELECT pairs.one, pairs.other, a.n, b.n, n_both, a.n * b.n * 1.0 / ? AS expected FROM pairs "
        "JOIN frequencies AS a ON a.misconception = pairs.one "
        "JOIN frequencies AS b ON b.misconception = pairs.other "
        "WHERE n_both > expected ORDER BY (n_both - expected) * (n_both - expected) / expected DESC, 1, 2 "
        "LIMIT ?",
        (max(n_learners, 1), MOST_PAIRS),
    )
    found = [
        Together(
            one=one,
            other=other,
            n_one=n_one,
            n_other=n_other,
            n_both=n_both,
            n_expected=expected,
            lift=n_both / expected if n_both >= FEWEST_FOR_LIFT else None,
            stands_out=n_both - expected >= STANDING_OUT * math.sqrt(expected),
        )
        for one, other, n_one, n_other, n_both, expected in rows
    ]
    return tuple(found), number(connection, "SELECT count(*) FROM pairs") - len(found)


def concepts(connection: sqlite3.Connection) -> tuple[ConceptToTeach, ...]:
    """Return the concepts that most learners' mistakes belong to."""
    rows = connection.execute(
        "SELECT concept, count(DISTINCT learner) AS n FROM mistakes WHERE concept <> '' "
        "GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
        (MOST_CONCEPTS,),
    ).fetchall()
    return tuple(
        ConceptToTeach(
            concept,
            n_learners,
            tuple(
                name
                for (name,) in connection.execute(
                    "SELECT misconception FROM mistakes WHERE concept = ? GROUP BY 1 "
                    "ORDER BY count(DISTINCT learner) DESC, 1 LIMIT 4",
                    (concept,),
                )
            ),
        )
        for concept, n_learners in rows
    )


def hard_checks(connection: sqlite3.Connection) -> tuple[tuple[HardCheck, ...], int]:
    """Return the checks that the largest shares failed of those who came to them, and how many more are."""
    connection.execute(
        "CREATE TEMP TABLE hardness AS SELECT exercise, check_id, "
        "sum(CASE WHEN verdict <> 'skipped' THEN n_learners ELSE 0 END) AS n_judged, "
        "sum(CASE WHEN verdict NOT IN ('passed', 'skipped') THEN n_learners ELSE 0 END) AS n_failed, "
        "sum(CASE WHEN verdict = 'skipped' THEN n_learners ELSE 0 END) AS n_skipped "
        "FROM sharing JOIN checks ON checks.result = sharing.result GROUP BY 1, 2"
    )
    most = number(connection, "SELECT max(n_judged) FROM hardness")
    fewest = min(FEWEST_JUDGED, max(most, 1))
    rows = connection.execute(
        "SELECT exercise, stem, check_id, n_judged, n_failed, n_skipped FROM hardness "
        "JOIN chosen ON chosen.id = hardness.exercise WHERE n_failed > 0 AND n_judged >= ? "
        "ORDER BY n_failed * 1.0 / n_judged DESC, n_failed DESC, stem, check_id LIMIT ?",
        (fewest, MOST_CHECKS),
    ).fetchall()
    found = tuple(
        HardCheck(stem, check, check_title(connection, exercise, check), *counts)
        for exercise, stem, check, *counts in rows
    )
    return found, number(connection, "SELECT count(*) FROM hardness WHERE n_failed > 0") - len(found)
