"""The gradebook: a SQLite file that only grows, in which results are found by what they depend on."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from grader.classroom.gradebook_error import GradebookError, reason_of
from grader.classroom.gradebook_file import prepare
from grader.classroom.not_graded import keep_not_graded
from grader.classroom.reading import GradebookReader
from grader.classroom.records import Regrade
from grader.errors import near_path
from grader.feedback.as_json import report_to_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from grader.classroom.intake_findings import Problem
    from grader.classroom.records import Conditions, HandIn, Learner, Override
    from grader.results import Report

#: A run holds the file for half a second at a time, and hardly pauses in between.
_PATIENCE_WITH_OTHERS = 60.0


class Gradebook(GradebookReader):
    """An open gradebook. What is recorded is kept from the next `commit` on, also when the power goes.

    Parameters
    ----------
    path : Path
        The file.
    create : bool
        Make it if there is none.

    Raises
    ------
    GradebookError
        There is no such file, it is no gradebook, or it was made by another version.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        if not create and not path.is_file():
            hint = near_path(path, (".sqlite", ".db"))
            raise GradebookError(
                path, f"does not exist; `grader grade` makes one, or name another with --gradebook.{hint}"
            )
        self.path = path
        with self._sentences():
            connection = sqlite3.connect(path, timeout=_PATIENCE_WITH_OTHERS, isolation_level=None)
        try:
            with self._sentences():
                prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        super().__init__(connection)

    # --- writing ----------------------------------------------------------------------------------

    def enrol(self, learner: Learner) -> None:
        """Add a learner, or bring up to date what is known of them."""
        with self._sentences():
            self._begin()
            enrolled = None if learner.enrolled is None else int(learner.enrolled)
            self._connection.execute(
                "INSERT INTO learners (learner, name, enrolled, roster) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (learner) DO UPDATE SET name = coalesce(nullif(excluded.name, ''), name), "
                "enrolled = coalesce(excluded.enrolled, enrolled), "
                "roster = coalesce(nullif(excluded.roster, '{}'), roster)",
                (learner.learner, learner.name, enrolled, _json(dict(learner.roster))),
            )

    def rename(self, before: str, learner: str) -> bool:
        """Call a learner what the roster calls them; return False if there is a history of both names.

        Of two names without a history of both, one is a line of a roster and nothing else, and is dropped.
        """
        with self._sentences():
            self._begin()
            is_there, after_is_there = self._is_learner(before), self._is_learner(learner)
            if is_there and after_is_there:
                empty = next((one for one in (before, learner) if not self._has_history(one)), None)
                if empty is None:
                    return False
                kept = learner if empty == before else before
                self._connection.execute(
                    "UPDATE not_graded SET learner = (SELECT id FROM learners WHERE learner = ?) "
                    "WHERE learner = (SELECT id FROM learners WHERE learner = ?)",
                    (kept, empty),
                )
                self._connection.execute("DELETE FROM learners WHERE learner = ?", (empty,))
                is_there = empty != before
            if is_there:
                query = "UPDATE learners SET learner = ? WHERE learner = ?"
                self._connection.execute(query, (learner, before))
            return True

    def describe_exercise(self, exercise: str, title: str, max_points: float) -> None:
        """Note an exercise's title and points to be had."""
        with self._sentences():
            self._begin()
            self._connection.execute(
                "INSERT INTO exercises (exercise, title, max_points) VALUES (?, ?, ?) "
                "ON CONFLICT (exercise) DO UPDATE "
                "SET title = excluded.title, max_points = excluded.max_points",
                (exercise, title, max_points),
            )

    def hand_in(self, hand_in: HandIn, source: bytes | None, recorded_at: str) -> int:
        """Record what a learner handed in, unless it is just what was recorded last; return its number.

        Parameters
        ----------
        hand_in : HandIn
            Who, what and when.
        source : bytes or None
            The file; None if it could not be read.
        recorded_at : str
            Now, ISO 8601.
        """
        with self._sentences():
            self._begin()
            learner = self._id_of("learners", "learner", hand_in.learner)
            exercise = self._id_of("exercises", "exercise", hand_in.exercise)
            submission = self._submission(hand_in.sha256, source)
            late = None if hand_in.late is None else int(hand_in.late)
            newest = self._connection.execute(
                "SELECT id, submission, handed_in_at, late FROM hand_ins "
                "WHERE exercise = ? AND learner = ? ORDER BY id DESC LIMIT 1",
                (exercise, learner),
            ).fetchone()
            if newest is not None and newest[1:] == (submission, hand_in.handed_in_at, late):
                return int(newest[0])
            return self._insert(
                "hand_ins (learner, exercise, submission, origin, handed_in_at, late, recorded_at)",
                (learner, exercise, submission, hand_in.origin, hand_in.handed_in_at, late, recorded_at),
            )

    def record(
        self,
        conditions: Conditions,
        report: Report,
        *,
        seconds: float,
        graded_at: str,
        source: bytes | None = None,
    ) -> int:
        """Record the result of a submission; return its number.

        Parameters
        ----------
        conditions : Conditions
            What it was judged by.
        report : Report
            Without its seed; with everything, for the feedback policy is applied when it is read.
        seconds : float
            How long it took.
        graded_at : str
            Now, ISO 8601.
        source : bytes or None
            The file, if it may not have been handed in yet.
        """
        values = report_to_dict(report)
        values["seed"] = None
        tier = str(report.isolation.get("tier", ""))
        with self._sentences():
            self._begin()
            result = self._insert(
                "results (submission, conditions, outcome, points, max_points, tier, seconds, graded_at, "
                "report)",
                (
                    self._submission(report.sha256, source),
                    self._conditions(conditions),
                    report.outcome.value,
                    report.points,
                    report.max_points,
                    tier,
                    seconds,
                    graded_at,
                    _packed(_json(values).encode()),
                ),
            )
            self._connection.executemany(
                "INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (result, place, c.id, c.verdict.value, c.points, c.max_points, int(c.proved))
                    for place, c in enumerate(report.checks)
                ],
            )
            self._connection.executemany(
                "INSERT INTO diagnoses VALUES (?, ?, ?, ?, ?)",
                [
                    (result, place, d.misconception, _json(list(d.detail)), d.concept)
                    for place, d in enumerate(report.diagnoses)
                ],
            )
        return result

    def grade(self, hand_in: int, result: int, graded_at: str) -> bool:
        """Give a hand-in a result; return False if it is the one that it has."""
        with self._sentences():
            self._begin()
            newest = self._connection.execute(
                "SELECT result FROM gradings WHERE hand_in = ? ORDER BY id DESC LIMIT 1", (hand_in,)
            ).fetchone()
            if newest == (result,):
                return False
            self._insert("gradings (hand_in, result, graded_at)", (hand_in, result, graded_at))
            return True

    def override(self, override: Override) -> None:
        """Set points by hand; the ones before stay in the history."""
        with self._sentences():
            self._begin()
            learner = self._id_of("learners", "learner", override.learner)
            exercise = self._id_of("exercises", "exercise", override.exercise)
            self._insert(
                "overrides (learner, exercise, points, who, why, set_at)",
                (learner, exercise, override.points, override.who, override.why, override.set_at),
            )

    def keep_not_graded(
        self, scope: str, problems: Iterable[Problem], is_taken: Callable[[str, str], bool], at: str
    ) -> None:
        """Note what a whole run could not grade; what it did not meet any more is settled.

        Parameters
        ----------
        scope : str
            Says what was graded, as whoever gives the same command again says it.
        problems : iterable of Problem
            What could not be graded, of learners of whom nothing was graded instead.
        is_taken : callable
            Tells whether something of a learner was graded in an exercise, or in any if it is empty.
        at : str
            Now, ISO 8601.
        """
        with self._sentences():
            self._begin()
            keep_not_graded(self._connection, scope, self._with_ids(problems), is_taken, at)

    def _with_ids(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems whose learners and exercises have rows."""
        for problem in problems:
            self._id_of("learners", "learner", problem.learner)
            if problem.exercise:
                self._id_of("exercises", "exercise", problem.exercise)
            yield problem

    def begin_regrade(self, scope: str, began_at: str) -> Regrade:
        """Note that everything is judged again, or go on with that, if it was interrupted.

        Parameters
        ----------
        scope : str
            Says of what, as whoever gives the same command again says it.
        began_at : str
            The time.
        """
        with self._sentences():
            self._begin()
            query = (
                "SELECT after_result, began_at FROM regrades "
                "WHERE scope = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1"
            )
            row = self._connection.execute(query, (scope,)).fetchone()
            if row is not None:
                return Regrade(row[0], row[1], is_resumed=True)
            after = self.newest_result()
            columns = "regrades (scope, after_result, began_at, ended_at)"
            self._insert(columns, (scope, after, began_at, None))
            return Regrade(after, began_at, is_resumed=False)

    def end_regrade(self, scope: str, ended_at: str) -> None:
        """Note that all of it is judged, so that the next one begins anew."""
        with self._sentences():
            self._begin()
            query = "UPDATE regrades SET ended_at = ? WHERE scope = ? AND ended_at IS NULL"
            self._connection.execute(query, (ended_at, scope))

    def commit(self) -> None:
        """Keep everything that was recorded so far; it is on the disk when this returns."""
        with self._sentences():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for questions of one's own, which are all answered as of the same instant.

        What was recorded is committed first. Temporary tables may be made; they lie in a file, not in memory,
        and are gone afterwards, as is whatever else was changed.
        """
        self.commit()
        with self._sentences():
            self._connection.execute("PRAGMA temp_store = FILE")
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        with self._sentences():
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    # --- rows -------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def _insert(self, table: str, values: tuple[object, ...]) -> int:
        places = ", ".join("?" * len(values))
        number = self._connection.execute(f"INSERT INTO {table} VALUES ({places})", values).lastrowid
        assert number is not None
        return number

    def _id_of(self, table: str, column: str, value: str) -> int:
        """Return the number of a learner or an exercise, made if it is new."""
        row = self._connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (value,)).fetchone()
        return int(row[0]) if row else self._insert(f"{table} ({column})", (value,))

    def _is_learner(self, learner: str) -> bool:
        query = "SELECT 1 FROM learners WHERE learner = ?"
        return self._connection.execute(query, (learner,)).fetchone() is not None

    def _has_history(self, learner: str) -> bool:
        """Tell whether something was handed in or set by hand."""
        query = (
            "SELECT 1 FROM learners JOIN exercises WHERE learners.learner = ? AND ("
            "EXISTS (SELECT 1 FROM hand_ins WHERE exercise = exercises.id AND learner = learners.id) OR "
            "EXISTS (SELECT 1 FROM overrides WHERE exercise = exercises.id AND learner = learners.id))"
        )
        return self._connection.execute(query, (learner,)).fetchone() is not None

    def _submission(self, sha256: str, source: bytes | None) -> int:
        row = self._connection.execute("SELECT id FROM submissions WHERE sha256 = ?", (sha256,)).fetchone()
        if row:
            return int(row[0])
        packed = None if source is None else _packed(source)
        return self._insert("submissions (sha256, source)", (sha256, packed))

    def _conditions(self, conditions: Conditions) -> int:
        exercise = self._id_of("exercises", "exercise", conditions.exercise)
        values = (exercise, conditions.suite, conditions.kit, conditions.engine, conditions.seed_id)
        columns = ("exercise", "suite", "kit", "engine", "seed_id")
        where = " AND ".join(f"{column} = ?" for column in columns)
        row = self._connection.execute(f"SELECT id FROM conditions WHERE {where}", values).fetchone()
        return int(row[0]) if row else self._insert(f"conditions ({', '.join(columns)})", values)

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what SQLite says into one sentence with what to do; nothing half-recorded stays."""
        try:
            yield
        except sqlite3.Error as error:
            connection = getattr(self, "_connection", None)
            if connection is not None and connection.in_transaction:
                connection.rollback()
            raise GradebookError(self.path, reason_of(error, self.path)) from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _packed(content: bytes) -> bytes:
    """Compress a report or a source.

    They are short: tables of the usual size, a quarter of a mebibyte made anew for each of them, would pack
    them no smaller, and leave holes in memory that grow with the class.
    """
    packer = zlib.compressobj(wbits=13, memLevel=6)
    return packer.compress(content) + packer.flush()
