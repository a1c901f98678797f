"""Counts how the grading itself went: how long judging took, and where it failed by our own fault."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from grader.classroom.class_report.counting import number, quantiles
from grader.classroom.class_report.naming import plain
from grader.classroom.class_report.records import OwnFault, Timing
from grader.results import Outcome

if TYPE_CHECKING:
    import sqlite3

MOST_FAULTS = 10
_FAULTS = f"FROM counted WHERE outcome = '{Outcome.GRADER_FAULT}'"
_UNKNOWN = "no reason was recorded"


def timings(connection: sqlite3.Connection) -> tuple[Timing, ...]:
    """Return how long judging took, by exercise."""
    source = "sharing JOIN results ON results.id = sharing.result"
    found = quantiles(connection, source, "seconds", [0.5, 0.9, 0.99, 1])
    stems = connection.execute("SELECT id, stem FROM chosen ORDER BY stem").fetchall()
    return tuple(Timing(stem, found[key][0], *found[key][1]) for key, stem in stems if key in found)


def faults(connection: sqlite3.Connection) -> tuple[tuple[OwnFault, ...], int]:
    """Return what kept us from judging, the most frequent first, and how many submissions are left out."""
    connection.execute("CREATE TEMP TABLE own_faults (exercise INTEGER, message TEXT)")
    rows = connection.execute(
        f"SELECT counted.exercise, report FROM (SELECT exercise, result {_FAULTS}) AS counted "
        "JOIN results ON results.id = counted.result"
    )
    while batch := rows.fetchmany(500):
        connection.executemany(
            "INSERT INTO own_faults VALUES (?, ?)",
            [
                (exercise, plain(json.loads(zlib.decompress(packed))["message"]) or _UNKNOWN)
                for exercise, packed in batch
            ],
        )
    found = tuple(
        OwnFault(*row)
        for row in connection.execute(
            "SELECT stem, message, count(*) AS n FROM own_faults "
            "JOIN chosen ON chosen.id = own_faults.exercise "
            "GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT ?",
            (MOST_FAULTS,),
        )
    )
    return found, number(connection, f"SELECT count(*) {_FAULTS}") - sum(one.n_submissions for one in found)
