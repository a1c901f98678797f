"""Keeps in a gradebook which files could not be graded, until they are gone or another one is graded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.classroom.records import NotGraded

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from grader.classroom.intake_findings import Problem

_IDS = (
    "(SELECT id FROM learners WHERE learner = ?)",
    "(SELECT id FROM exercises WHERE exercise = ?)",
)


def keep_not_graded(
    connection: sqlite3.Connection,
    scope: str,
    problems: Iterable[Problem],
    is_taken: Callable[[str, str], bool],
    at: str,
) -> None:
    """Note what a run could not grade, and that what it did not meet any more is settled.

    Parameters
    ----------
    connection : sqlite3.Connection
        In a transaction.
    scope : str
        What the run was about; whatever it noted before and does not find now is settled.
    problems : iterable of Problem
        Whose learners and exercises the gradebook has.
    is_taken : callable
        Tells whether something of a learner was graded in an exercise, or in any if that is empty: what an
        earlier run noted of another folder or zip is settled by that.
    at : str
        Now, ISO 8601.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS met (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM met")
    for problem in problems:
        pair = (problem.learner, problem.exercise)
        values = (problem.path, problem.kind, problem.sentence)
        row = connection.execute(
            f"SELECT id FROM not_graded WHERE learner = {_IDS[0]} AND exercise IS {_IDS[1]} AND origin = ? "
            "AND kind = ? AND sentence = ? AND scope = ? AND settled_at IS NULL",
            (*pair, *values, scope),
        ).fetchone()
        number = row[0] if row else None
        if number is None:
            number = connection.execute(
                "INSERT INTO not_graded (learner, exercise, origin, kind, sentence, scope, noted_at) "
                f"VALUES ({_IDS[0]}, {_IDS[1]}, ?, ?, ?, ?, ?)",
                (*pair, *values, scope, at),
            ).lastrowid
        connection.execute("INSERT OR IGNORE INTO met VALUES (?)", (number,))
    rows = connection.execute(
        "SELECT not_graded.id, scope, learners.learner, coalesce(exercises.exercise, ''), EXISTS ("
        "SELECT 1 FROM not_graded AS newer JOIN met USING (id) WHERE newer.learner = not_graded.learner "
        "AND newer.exercise IS not_graded.exercise) FROM not_graded "
        "JOIN learners ON learners.id = not_graded.learner "
        "LEFT JOIN exercises ON exercises.id = not_graded.exercise "
        "WHERE settled_at IS NULL AND not_graded.id NOT IN (SELECT id FROM met)"
    )
    settled = [
        number
        for number, of, learner, exercise, is_noted in rows
        if of == scope or is_noted or is_taken(learner, exercise)
    ]
    query = "UPDATE not_graded SET settled_at = ? WHERE id = ?"
    connection.executemany(query, [(at, number) for number in settled])


def not_graded_in(
    connection: sqlite3.Connection, learner: str | None = None, exercise: str | None = None
) -> Iterator[NotGraded]:
    """Yield what could not be graded and is not settled, by learner, exercise and origin.

    Parameters
    ----------
    learner, exercise : str or None
        Only what is of this learner; of this exercise (its stem), or of one that could not be told.
    """
    query = (
        "SELECT learners.learner, name, coalesce(exercises.exercise, '') AS stem, origin, kind, sentence, "
        "noted_at FROM not_graded JOIN learners ON learners.id = not_graded.learner "
        "LEFT JOIN exercises ON exercises.id = not_graded.exercise WHERE settled_at IS NULL"
    )
    values = []
    if learner is not None:
        query += " AND learners.learner = ?"
        values.append(learner)
    if exercise is not None:
        query += " AND stem IN ('', ?)"
        values.append(exercise)
    for row in connection.execute(f"{query} ORDER BY learners.learner, stem, origin", values):
        yield NotGraded(*row)
