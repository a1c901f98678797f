"""Temporary tables of what counts in a gradebook, that every part of a class report is counted from.

They lie in SQLite's temporary file beside the gradebook's, not in memory, and are gone when the transaction
is rolled back. Ties are put in an order that is not alphabetical (`SHUFFLED`), so that an anonymous report
does not tell names by their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.results import Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

#: An order of learners that has nothing to do with their names: Knuth's multiplicative hash of the number.
SHUFFLED = "(learner * 2654435761) % 4294967296"

_CHOSEN = """
CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY, stem TEXT, title TEXT)
"""

_COUNTED = f"""
CREATE TEMP TABLE counted AS
SELECT learner, exercise, hand_in, result, outcome, sha256, late, override_points IS NOT NULL AS by_hand,
       CASE WHEN coalesce(nullif(result_max_points, 0), exercise_max_points) > 0 THEN min(1.0, coalesce(
           override_points, CASE WHEN outcome <> '{Outcome.GRADER_FAULT}' THEN result_points END
       ) / coalesce(nullif(result_max_points, 0), exercise_max_points)) END AS score
FROM standings WHERE exercise IN (SELECT id FROM chosen)
"""

# What many learners share, such as the same file, is looked at once and counted so many times.
_SHARING = f"""
CREATE TEMP TABLE sharing AS
SELECT result, exercise, outcome, count(*) AS n_learners FROM counted
WHERE result IS NOT NULL AND outcome <> '{Outcome.GRADER_FAULT}' GROUP BY result, exercise
"""

_MISTAKES = f"""
CREATE TEMP TABLE mistakes AS
SELECT DISTINCT counted.learner, counted.exercise, diagnoses.misconception, diagnoses.concept
FROM counted JOIN diagnoses ON diagnoses.result = counted.result
WHERE counted.outcome <> '{Outcome.GRADER_FAULT}'
"""

# What could not be graded, of learners of whom nothing is graded instead and nobody has set points by hand.
_NOT_GRADED = """
CREATE TEMP TABLE unjudged AS
SELECT learner, exercise, min(kind) AS kind FROM main.not_graded
WHERE settled_at IS NULL AND (exercise IS NULL OR exercise IN (SELECT id FROM chosen))
AND NOT EXISTS (SELECT 1 FROM counted WHERE counted.learner = not_graded.learner
                AND counted.exercise = not_graded.exercise AND by_hand)
GROUP BY learner, exercise
"""

_INDEXES = (
    "CREATE INDEX temp.counted_of ON counted (exercise, learner)",
    "CREATE INDEX temp.counted_by ON counted (learner)",
    "CREATE INDEX temp.sharing_of ON sharing (exercise)",
    "CREATE INDEX temp.mistakes_of ON mistakes (misconception, learner)",
    "CREATE INDEX temp.mistakes_by ON mistakes (learner, misconception)",
)


def count(connection: sqlite3.Connection, stems: Sequence[str]) -> None:
    """Make the temporary tables.

    Parameters
    ----------
    connection : sqlite3.Connection
        As `Gradebook.reading` lends it.
    stems : sequence of str
        The exercises that count.
    """
    connection.execute(_CHOSEN)
    connection.executemany(
        "INSERT INTO chosen SELECT id, exercise, title FROM exercises WHERE exercise = ?",
        [(stem,) for stem in stems],
    )
    for statement in (_COUNTED, _SHARING, _MISTAKES, *_INDEXES, _NOT_GRADED):
        connection.execute(statement)


def number(connection: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> int:
    """Return the one whole number that a question has for an answer."""
    return int(connection.execute(query, values).fetchone()[0] or 0)


def quantiles(
    connection: sqlite3.Connection, source: str, column: str, shares: Sequence[float]
) -> dict[int, tuple[int, list[Any]]]:
    """Return quantiles by exercise: how many values there are, and for each share the nearest rank's value.

    Parameters
    ----------
    connection : sqlite3.Connection
        With the temporary tables.
    source : str
        A table, or tables joined, with a column `exercise`; a WHERE may follow.
    column : str
        Of which.
    shares : sequence of float
        From 0 to 1.
    """
    # The nearest rank, in whole numbers: the smallest that at least this share of values does not exceed.
    ranks = [f"max(1, (n * {round(share * 1000)} + 999) / 1000)" for share in shares]
    chosen = ", ".join(f"max(CASE WHEN place = {rank} THEN value END)" for rank in ranks)
    query = (
        f"SELECT exercise, n, {chosen} FROM (SELECT exercise, {column} AS value, "
        f"row_number() OVER (PARTITION BY exercise ORDER BY {column}) AS place, "
        f"count(*) OVER (PARTITION BY exercise) AS n FROM {source}) GROUP BY exercise"
    )
    return {row[0]: (row[1], list(row[2:])) for row in connection.execute(query)}
