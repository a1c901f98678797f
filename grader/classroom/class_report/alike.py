"""Finds learners whose wrong answers are the same in several exercises, and says what chance makes of that.

A behaviour is what a wrong submission does in an exercise: the checks that it fails, the wrong values that
the report shows for them, and the mistakes that were named. Right answers never count, for of ten lines there
is hardly more than one right version, nor does what many learners got wrong in the same way.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from typing import TYPE_CHECKING, Any

from grader.classroom.class_report.counting import SHUFFLED, number
from grader.classroom.class_report.records import Alike, Coincidence, Group, SharedAnswer
from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from grader.classroom.class_report.naming import Names

#: A behaviour counts only if at most so many learners show it, or this share, and never more than that.
MOST_WITH_IT = 5
SHARE_WITH_IT = 0.05
NEVER_ABOVE = 20
FEWEST_IN_COMMON = 2
MOST_GROUPS = 8
MOST_MEMBERS = 8
#: Sets of answers looked at before those that add nobody new are left out.
_MOST_SETS = 400
_BATCH = 500
_PASSING = (Verdict.PASSED.value, Verdict.SKIPPED.value)


def alike(connection: sqlite3.Connection, names: Names) -> Alike:
    """Return groups of learners who share rare wrong behaviours in two exercises or more."""
    _find_behaviours(connection)
    _keep_rare_ones(connection)
    # Equal sums of hashes mean equal sets, so that pairs who share the same answers come together.
    connection.execute(
        "CREATE TEMP TABLE in_common AS SELECT a.learner AS learner, b.learner AS other, "
        "sum(a.behaviour) AS answers, count(*) AS n_exercises, sum(a.rarity) AS rarity "
        "FROM rare AS a JOIN rare AS b ON b.behaviour = a.behaviour AND b.exercise = a.exercise "
        f"AND b.learner > a.learner GROUP BY 1, 2 HAVING n_exercises >= {FEWEST_IN_COMMON}"
    )
    connection.execute("CREATE INDEX temp.in_common_of ON in_common (answers)")
    groups, n_more = _groups(connection, names)
    return Alike(groups, n_more, _coincidences(connection), MOST_WITH_IT, NEVER_ABOVE)


def behaviour_of(report: Mapping[str, Any], conditions: int) -> int | None:
    """Return a number that stands for what a wrong submission does; None if it gives no wrong value.

    Parameters
    ----------
    report : mapping
        As the gradebook keeps it.
    conditions : int
        What it was judged by: under another seed the same code gives other values.
    """
    failed = [check for check in report["checks"] if check["verdict"] not in _PASSING]
    shown = [
        # Messages of errors name the learner's own variables; values and verdicts are what the code does.
        [check["id"], check["verdict"], check["actual"], check["probe"]]
        for check in failed
    ]
    named = sorted([diagnosis["misconception"], *diagnosis["detail"]] for diagnosis in report["diagnoses"])
    if report["next_step"] or not (named or any(check["actual"] for check in failed)):
        return None
    text = json.dumps([conditions, shown, named], ensure_ascii=True)
    # 48 bits, so that sums of them stay whole numbers of SQLite.
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest(), "big")


def _find_behaviours(connection: sqlite3.Connection) -> None:
    """Note the behaviour of every wrong submission, each result unpacked once."""
    connection.execute("CREATE TEMP TABLE behaviours (result INTEGER PRIMARY KEY, behaviour INTEGER)")
    rows = connection.execute(
        "SELECT results.id, results.conditions, results.report FROM sharing "
        "JOIN results ON results.id = sharing.result WHERE results.outcome = ?",
        (Outcome.FAILED.value,),
    )
    while batch := rows.fetchmany(_BATCH):
        found = (
            (result, behaviour_of(json.loads(zlib.decompress(packed)), conditions))
            for result, conditions, packed in batch
        )
        connection.executemany(
            "INSERT OR IGNORE INTO behaviours VALUES (?, ?)", [row for row in found if row[1] is not None]
        )


def _keep_rare_ones(connection: sqlite3.Connection) -> None:
    """Note who shows which behaviour, of those that neither one learner alone nor many show."""
    connection.execute(
        "CREATE TEMP TABLE shown AS SELECT learner, exercise, behaviour, sha256, result FROM counted "
        "JOIN behaviours USING (result)"
    )
    connection.execute("CREATE INDEX temp.shown_of ON shown (exercise, behaviour)")
    connection.execute(
        "CREATE TEMP TABLE kinds (exercise INTEGER, behaviour INTEGER, n_with_it INTEGER, rarity REAL, "
        "PRIMARY KEY (exercise, behaviour)) WITHOUT ROWID"
    )
    graded = dict(connection.execute("SELECT exercise, sum(n_learners) FROM sharing GROUP BY 1").fetchall())
    rows = connection.execute(
        "SELECT exercise, behaviour, count(*) FROM shown GROUP BY 1, 2 HAVING count(*) BETWEEN 2 AND ?",
        (NEVER_ABOVE,),
    )
    while batch := rows.fetchmany(_BATCH):
        connection.executemany(
            "INSERT INTO kinds VALUES (?, ?, ?, ?)",
            [
                (exercise, behaviour, n, math.log2(graded[exercise] / n))
                for exercise, behaviour, n in batch
                if n <= most_with_it(graded[exercise])
            ],
        )
    connection.execute(
        "CREATE TEMP TABLE rare AS SELECT learner, exercise, behaviour, rarity FROM shown "
        "JOIN kinds USING (exercise, behaviour)"
    )
    connection.execute("CREATE INDEX temp.rare_of ON rare (behaviour, exercise, learner)")


def most_with_it(n_graded: int) -> int:
    """Return how many of so many graded learners may show a behaviour for it to say anything."""
    return min(NEVER_ABOVE, max(MOST_WITH_IT, math.floor(SHARE_WITH_IT * n_graded)))


def _groups(connection: sqlite3.Connection, names: Names) -> tuple[tuple[Group, ...], int]:
    """Return the groups with most in common, and how many sets of further learners are left out."""
    sets = connection.execute(
        "SELECT answers, min(learner) FROM in_common GROUP BY answers, n_exercises "
        "ORDER BY n_exercises DESC, max(rarity) DESC, min(learner) LIMIT ?",
        (_MOST_SETS,),
    ).fetchall()
    found: list[Group] = []
    seen: set[int] = set()
    n_more = max(0, number(connection, "SELECT count(DISTINCT answers) FROM in_common") - len(sets))
    for answers, first in sets:
        members = [
            learner
            for (learner,) in connection.execute(
                "SELECT learner FROM (SELECT learner FROM in_common WHERE answers = ? UNION "
                f"SELECT other FROM in_common WHERE answers = ?) ORDER BY {SHUFFLED}",
                (answers, answers),
            )
        ]
        if seen.issuperset(members):
            continue
        seen.update(members)
        if len(found) == MOST_GROUPS:
            n_more += 1
            continue
        shown = [names.of(learner) for learner in members[:MOST_MEMBERS]]
        answers_shown = _answers(connection, answers, first, members)
        found.append(Group(tuple(shown), len(members) - len(shown), answers_shown))
    return tuple(found), n_more


def _answers(
    connection: sqlite3.Connection, answers: int, first: int, members: Sequence[int]
) -> tuple[SharedAnswer, ...]:
    """Return what a group has in common, exercise by exercise."""
    other = number(
        connection, "SELECT min(other) FROM in_common WHERE answers = ? AND learner = ?", (answers, first)
    )
    rows = connection.execute(
        "SELECT stem, a.exercise, a.behaviour, n_with_it, "
        "(SELECT sum(n_learners) FROM sharing WHERE sharing.exercise = a.exercise) "
        "FROM rare AS a JOIN rare AS b USING (exercise, behaviour) JOIN kinds USING (exercise, behaviour) "
        "JOIN chosen ON chosen.id = a.exercise WHERE a.learner = ? AND b.learner = ? ORDER BY stem",
        (first, other),
    ).fetchall()
    found = []
    for stem, exercise, behaviour, n_with_it, n_graded in rows:
        named = connection.execute(
            "SELECT misconception FROM diagnoses WHERE result = "
            "(SELECT max(result) FROM shown WHERE exercise = ? AND behaviour = ?) ORDER BY place",
            (exercise, behaviour),
        ).fetchall()
        files = {
            connection.execute(
                "SELECT sha256 FROM shown WHERE exercise = ? AND behaviour = ? AND learner = ?",
                (exercise, behaviour, learner),
            ).fetchone()[0]
            for learner in members
        }
        names = tuple(dict.fromkeys(name for (name,) in named))
        found.append(SharedAnswer(stem, names, n_with_it, n_graded, len(files)))
    return tuple(found)


def _coincidences(connection: sqlite3.Connection) -> tuple[Coincidence, ...]:
    """Return how many pairs share how much, beside what independent exercises would bring about.

    In an exercise two learners drawn at random share a rare behaviour with a known chance; were exercises
    independent, the number of exercises in common would follow from these chances.
    """
    n_learners = number(connection, "SELECT count(DISTINCT learner) FROM counted WHERE result IS NOT NULL")
    n_pairs = n_learners * (n_learners - 1) / 2
    chances = [1.0]
    for (n_alike,) in connection.execute(
        "SELECT sum(n_with_it * (n_with_it - 1) / 2.0) FROM kinds GROUP BY exercise"
    ):
        chance = n_alike / n_pairs
        chances = [
            (chances[n] * (1 - chance) if n < len(chances) else 0.0) + (chances[n - 1] * chance if n else 0.0)
            for n in range(len(chances) + 1)
        ]
    found = dict(connection.execute("SELECT n_exercises, count(*) FROM in_common GROUP BY 1").fetchall())
    return tuple(
        Coincidence(n, found.get(n, 0), n_pairs * chances[n])
        for n in range(FEWEST_IN_COMMON, max(found, default=0) + 1)
    )
