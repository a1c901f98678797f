"""The gradebook for programs: one line for each learner and exercise, or a JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from grader.classroom.exports.cells import harmless_cell, line_of, points_cell
from grader.classroom.exports.forms import note_unsettled
from grader.classroom.exports.sheet import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.classroom.exports.forms import Remarks
    from grader.classroom.exports.sheet import Result, Sheet

SCHEMA = "grader/gradebook-export/1"
COLUMNS = (
    "learner",
    "name",
    "enrolled",
    "exercise",
    "title",
    "points",
    "max_points",
    "score",
    "outcome",
    "misconceptions",
    "overridden",
    "graded_points",
    "override_by",
    "override_why",
    "late",
    "handed_in_at",
    "graded_at",
    "sha256",
    "not_graded",
)


def csv_lines(sheet: Sheet, remarks: Remarks) -> Iterator[str]:
    """Yield the gradebook as a tidy CSV, line by line."""
    yield line_of(COLUMNS)
    for learner, results in _learners(sheet, remarks):
        for result in results:
            values = {**learner, **result}
            values["misconceptions"] = " ".join(result["misconceptions"])
            yield line_of([_cell(values[column]) for column in COLUMNS])


def json_lines(sheet: Sheet, remarks: Remarks) -> Iterator[str]:
    """Yield the gradebook as a JSON document in which each learner is a line."""
    exercises = [
        {"exercise": e.exercise, "title": e.title, "max_points": e.max_points} for e in sheet.exercises
    ]
    yield f'{{"schema": {_json(SCHEMA)},\n"exercises": {_json(exercises)},\n"learners": ['
    between = "\n"
    for learner, results in _learners(sheet, remarks):
        yield f"{between}{_json({**learner, 'results': results})}"
        between = ",\n"
    yield "\n]}\n"


def _learners(sheet: Sheet, remarks: Remarks) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield who somebody is, and where they stand in each exercise of theirs."""
    mistakes = _Mistakes(sheet)
    for row in sheet.rows():
        note_unsettled(row, remarks)
        learner = {
            "learner": row.learner.learner,
            "name": row.learner.name,
            "enrolled": row.learner.enrolled,
            "roster": dict(row.learner.roster),
        }
        # Somebody who is not in the roster owes nothing.
        due = [r for r in row.results.values() if r.outcome != MISSING or row.learner.enrolled]
        yield learner, [_values(result, sheet, mistakes.of(row.learner.learner, result)) for result in due]


def _values(result: Result, sheet: Sheet, misconceptions: list[str]) -> dict[str, Any]:
    standing = result.standing
    is_overridden = standing is not None and standing.is_overridden
    points, by, why = result.points, "", ""
    if standing is not None and is_overridden:
        events = sheet.gradebook.history(standing.learner, standing.exercise)
        by, why = next((e.who, e.detail) for e in reversed(events) if e.kind == "override")
    return {
        "exercise": result.exercise.exercise,
        "title": result.exercise.title,
        "points": points,
        "max_points": result.max_points,
        "score": None
        if result.points is None or not result.max_points
        else result.points / result.max_points,
        "outcome": result.outcome,
        "misconceptions": misconceptions,
        "overridden": is_overridden,
        "graded_points": standing.graded_points if standing else None,
        "override_by": by,
        "override_why": why,
        "late": standing.late if standing else None,
        "handed_in_at": standing.handed_in_at if standing else None,
        "graded_at": standing.graded_at if standing else None,
        "sha256": standing.sha256 if standing else "",
        "not_graded": result.not_graded,
    }


class _Mistakes:
    """The mistakes of one learner after the other, in the gradebook's own order."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = sheet.gradebook.diagnoses()
        self._next = next(self._rows, None)
        self._learner = ""
        self._found: dict[str, list[str]] = {}

    def of(self, learner: str, result: Result) -> list[str]:
        """Return the misconceptions that a result names."""
        if learner != self._learner:
            self._learner, self._found = learner, {}
            while self._next is not None and self._next[0] <= learner:
                if self._next[0] == learner:
                    self._found.setdefault(self._next[1], []).append(self._next[3])
                self._next = next(self._rows, None)
        return list(dict.fromkeys(self._found.get(result.exercise.exercise, [])))


def _cell(value: object) -> str:
    """Return a plain value as a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return points_cell(value)
    return "" if value is None else harmless_cell(str(value))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
