"""Reads a gradebook: learners, exercises, where everybody stands, reports and history."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from grader.classroom.not_graded import not_graded_in
from grader.classroom.records import Event, GradedExercise, Learner, Standing
from grader.errors import UsageError, near_names
from grader.results import Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from grader.classroom.records import Conditions, NotGraded

_STANDING_COLUMNS = (
    "learner_name, shown_name, stem, sha256, origin, handed_in_at, late, result, outcome, result_points, "
    "override, override_points, result_max_points, exercise_max_points, graded_at"
)


class GradebookReader:
    """The questions that a gradebook answers; `Gradebook` opens one.

    Parameters
    ----------
    connection : sqlite3.Connection
        To a file with the gradebook's tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def learners(self) -> Iterator[Learner]:
        """Yield all learners by name, those of the roster without a hand-in among them."""
        rows = self._connection.execute(
            "SELECT learner, name, enrolled, roster FROM learners ORDER BY learner"
        )
        for learner, name, enrolled, roster in rows:
            yield Learner(learner, name, None if enrolled is None else bool(enrolled), json.loads(roster))

    def exercises(self) -> list[GradedExercise]:
        """Return the exercises that occur in the gradebook, in order."""
        rows = self._connection.execute("SELECT exercise, title, max_points FROM exercises ORDER BY exercise")
        return [GradedExercise(*row) for row in rows]

    def resolve(self, name: str) -> str:
        """Return the stem of the exercise that is meant: by its stem, or as `ex03`, `3` or `03`.

        Raises
        ------
        UsageError
            The gradebook has no such exercise.
        """
        stems = [exercise.exercise for exercise in self.exercises()]
        wanted = f"ex{int(name):02}" if name.isascii() and name.isdigit() and len(name) < 3 else name
        for stem in stems:
            if wanted in (stem, stem.partition("_")[0]):
                return stem
        near = near_names(name, stems) or stems[:3]
        hint = f"It has {', '.join(near)}." if near else "It has none at all."
        raise UsageError(f"There is no exercise “{name}” in the gradebook. {hint}")

    def standings(self, *, learner: str | None = None, exercise: str | None = None) -> Iterator[Standing]:
        """Yield where learners stand, by learner and exercise; one for each pair with a hand-in or override.

        Parameters
        ----------
        learner, exercise : str or None
            Only those of this learner, of this exercise (its stem).
        """
        where = [
            f"{column} = ?" for column, value in (("learner_name", learner), ("stem", exercise)) if value
        ]
        query = f"SELECT {_STANDING_COLUMNS} FROM standings"
        query += f" WHERE {' AND '.join(where)}" if where else ""
        values = [value for value in (learner, exercise) if value]
        for row in self._connection.execute(f"{query} ORDER BY learner_name, stem", values):
            yield _standing(*row)

    def not_graded(self, *, learner: str | None = None, exercise: str | None = None) -> Iterator[NotGraded]:
        """Yield files that could not be graded, by learner and exercise, as long as none is graded instead.

        Parameters
        ----------
        learner, exercise : str or None
            Only those of this learner; to this exercise (its stem), or to one that could not be told.
        """
        return not_graded_in(self._connection, learner, exercise)

    def report(self, result: int) -> dict[str, Any]:
        """Return a result's whole report, as docs/report.md describes it; KeyError if there is none.

        It holds expected values whatever the kit's policy: before it is handed out,
        `grader.feedback.policy` takes out what learners are not to see.
        """
        row = self._connection.execute("SELECT report FROM results WHERE id = ?", (result,)).fetchone()
        if row is None:
            raise KeyError(result)
        report: dict[str, Any] = json.loads(zlib.decompress(row[0]))
        return report

    def source(self, sha256: str) -> bytes | None:
        """Return a submission's bytes; None if they could not be read, KeyError if it was never handed in."""
        row = self._connection.execute(
            "SELECT source FROM submissions WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if row is None:
            raise KeyError(sha256)
        return None if row[0] is None else zlib.decompress(row[0])

    def checks(self, exercise: str) -> Iterator[tuple[str, int, str, str]]:
        """Yield learner, result, check and verdict of the results that count in an exercise."""
        yield from self._connection.execute(
            "SELECT learner_name, standings.result, check_id, verdict FROM standings "
            "JOIN checks ON checks.result = standings.result WHERE stem = ? ORDER BY learner_name, place",
            (exercise,),
        )

    def diagnoses(self) -> Iterator[tuple[str, str, int, str, tuple[str, ...], str]]:
        """Yield learner, exercise, result, misconception, detail and concept of the results that count."""
        rows = self._connection.execute(
            "SELECT learner_name, stem, standings.result, misconception, detail, concept FROM standings "
            "JOIN diagnoses ON diagnoses.result = standings.result ORDER BY learner_name, stem, place"
        )
        for learner, exercise, result, misconception, detail, concept in rows:
            yield learner, exercise, result, misconception, tuple(json.loads(detail)), concept

    def history(self, learner: str, exercise: str) -> list[Event]:
        """Return everything that happened to a learner in an exercise, oldest first."""
        pair = (learner, exercise)
        found: list[tuple[str, int, int, Event]] = []
        for number, at, sha256, origin, late in self._connection.execute(_HAND_INS, pair):
            found.append(
                (at, 0, number, Event(at, "handed-in", sha256=sha256, detail=origin, late=_flag(late)))
            )
        for number, at, sha256, result, outcome, points in self._connection.execute(_GRADINGS, pair):
            counted = None if outcome == Outcome.GRADER_FAULT else points
            event = Event(at, "graded", points=counted, result=result, sha256=sha256, detail=outcome)
            found.append((at, 1, number, event))
        for number, at, points, who, why in self._connection.execute(_OVERRIDES, pair):
            found.append((at, 2, number, Event(at, "override", points=points, detail=why, who=who)))
        for number, at, origin, sentence in self._connection.execute(_NOT_GRADED, pair):
            found.append((at, 3, number, Event(at, "not-graded", detail=f"{origin}: {sentence}")))
        return [event for *_, event in sorted(found, key=lambda entry: entry[:3])]

    def known_result(self, sha256: str, conditions: Conditions) -> int | None:
        """Return the newest result of this submission under these conditions, unless it is our own fault."""
        row = self._connection.execute(
            "SELECT results.id, outcome FROM results "
            "JOIN submissions ON submissions.id = results.submission "
            "JOIN conditions ON conditions.id = results.conditions "
            "JOIN exercises ON exercises.id = conditions.exercise "
            "WHERE sha256 = ? AND exercises.exercise = ? AND suite = ? AND kit = ? AND engine = ? "
            "AND seed_id = ? ORDER BY results.id DESC LIMIT 1",
            (
                sha256,
                conditions.exercise,
                conditions.suite,
                conditions.kit,
                conditions.engine,
                conditions.seed_id,
            ),
        ).fetchone()
        return None if row is None or row[1] == Outcome.GRADER_FAULT else int(row[0])

    def outcome(self, result: int) -> str:
        """Return how a result ended; KeyError if there is none."""
        row = self._connection.execute("SELECT outcome FROM results WHERE id = ?", (result,)).fetchone()
        if row is None:
            raise KeyError(result)
        return str(row[0])

    def newest_result(self) -> int:
        """Return the number of the newest result, 0 if there is none."""
        (number,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM results").fetchone()
        return int(number)

    def has_roster(self) -> bool:
        """Tell whether learners were called as a roster has them."""
        return bool(
            self._connection.execute("SELECT EXISTS (SELECT 1 FROM learners WHERE enrolled = 1)").fetchone()[
                0
            ]
        )

    def is_of_other_seeds(self, seed_id: str) -> bool:
        """Tell whether there are results, and none of them is of this seed."""
        query = "SELECT count(*), total(seed_id = ?) FROM conditions"
        number, same = self._connection.execute(query, (seed_id,)).fetchone()
        return number > 0 and not same

    def canonical_lines(self) -> Iterator[str]:
        """Yield the gradebook as JSON lines that do not hang on when, where and by how many it was graded.

        Two runs over the same submissions under the same conditions yield the same bytes.
        """
        for standing in self.standings():
            report = None if standing.result is None else self.report(standing.result)
            if report is not None:
                for key in ("isolation", "versions"):
                    del report[key]
            values = {
                "learner": standing.learner,
                "exercise": standing.exercise,
                "sha256": standing.sha256,
                "handed_in_at": standing.handed_in_at,
                "late": standing.late,
                "outcome": standing.outcome,
                "points": standing.points,
                "max_points": standing.max_points,
                "report": report,
            }
            yield json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n"


_PAIR = "learners.learner = ? AND exercises.exercise = ?"
_HAND_INS = (
    "SELECT hand_ins.id, recorded_at, sha256, origin, late FROM hand_ins "
    "JOIN learners ON learners.id = hand_ins.learner JOIN exercises ON exercises.id = hand_ins.exercise "
    f"JOIN submissions ON submissions.id = hand_ins.submission WHERE {_PAIR}"
)
_GRADINGS = (
    "SELECT gradings.id, gradings.graded_at, sha256, results.id, outcome, points FROM gradings "
    "JOIN hand_ins ON hand_ins.id = gradings.hand_in JOIN results ON results.id = gradings.result "
    "JOIN learners ON learners.id = hand_ins.learner JOIN exercises ON exercises.id = hand_ins.exercise "
    f"JOIN submissions ON submissions.id = hand_ins.submission WHERE {_PAIR}"
)
_OVERRIDES = (
    "SELECT overrides.id, set_at, points, who, why FROM overrides "
    "JOIN learners ON learners.id = overrides.learner JOIN exercises ON exercises.id = overrides.exercise "
    f"WHERE {_PAIR}"
)
_NOT_GRADED = (
    "SELECT not_graded.id, noted_at, origin, sentence FROM not_graded "
    "JOIN learners ON learners.id = not_graded.learner "
    "LEFT JOIN exercises ON exercises.id = not_graded.exercise "
    "WHERE learners.learner = ? AND (exercises.exercise IS NULL OR exercises.exercise = ?)"
)


def _standing(
    learner: str,
    name: str,
    exercise: str,
    sha256: str | None,
    origin: str | None,
    handed_in_at: str | None,
    late: int | None,
    result: int | None,
    outcome: str | None,
    result_points: float | None,
    override: int | None,
    override_points: float | None,
    result_max_points: float | None,
    exercise_max_points: float,
    graded_at: str | None,
) -> Standing:
    """Return a row of the view as what it means."""
    graded_points = None if outcome == Outcome.GRADER_FAULT else result_points
    is_overridden = override is not None and override_points is not None
    return Standing(
        learner=learner,
        name=name,
        exercise=exercise,
        sha256=sha256 or "",
        origin=origin or "",
        handed_in_at=handed_in_at,
        late=_flag(late),
        result=result,
        outcome=outcome or "",
        graded_points=graded_points,
        points=override_points if is_overridden else graded_points,
        max_points=result_max_points or exercise_max_points,
        graded_at=graded_at,
        is_overridden=is_overridden,
    )


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)
