"""Fills in the file that a learning platform has exported; all that is not filled in stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.classroom.exports.cells import harmless_cell, points_cell
from grader.classroom.exports.forms import note_unsettled, title_of
from grader.classroom.exports.identities import Directory, column_kind, folded
from grader.classroom.exports.words import comment_on
from grader.classroom.headings import english, in_english
from grader.classroom.intake_tray import shown_name
from grader.errors import UsageError, near_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.classroom.exports.cells import Table
    from grader.classroom.exports.forms import Remarks, Wishes
    from grader.classroom.exports.sheet import Row, Sheet
    from grader.classroom.records import GradedExercise

#: Rows of Canvas that are nobody: points to be had, a made-up learner, what is posted how.
_NOBODY = re.compile(r"\s*(?:points possible|student, test|test student|manual posting)\s*", re.IGNORECASE)
_ID = re.compile(r"\s*\((\d+)\)\s*$")

NOT_IN_FILE = (
    "Nobody in the file fits {who}: add an ID, login or email address to the roster that `grader grade` is "
    "given, or enter their points by hand."
)
NOT_CLEAR = "Several lines of the file may be {who}; enter their points by hand."
SAME_LINE = "One line of the file fits several learners, and was left as it is: {who}."
LOCKED = "The platform does not let the points of {who} be changed; their lines were left as they are."
OTHER_MAXIMUM = (
    "Points to be had differ: {who}. Give --scale to convert points, or change the platform's assignment."
)


@dataclass
class _Column:
    """A column that is filled: where it is, and how many points the platform gives at most there."""

    exercise: GradedExercise
    place: int
    max_points: float | None
    comment: int | None = None


@dataclass
class Filled:
    """What filling in has come to.

    Attributes
    ----------
    n_filled : int
        Learners for whom points stand in the file now.
    n_changed : int
        Cells that say something else than before.
    nobody : list of str
        The lines of the file that stand for somebody whom the gradebook does not know.
    """

    n_filled: int = 0
    n_changed: int = 0
    nobody: list[str] = field(default_factory=list)


class Filling:
    """A file of a platform's, into which points are written.

    Parameters
    ----------
    table : Table
        The file; changed in place.
    path : Path
        Where it came from, for sentences.
    sheet : Sheet
        Where everybody stands.
    wishes : Wishes
        What columns are called, and how much comments say.
    is_scaled : bool
        Convert points where the platform gives another number of points at most.
    """

    def __init__(self, table: Table, path: Path, sheet: Sheet, wishes: Wishes, *, is_scaled: bool) -> None:
        self._table, self._path, self._sheet, self._wishes = table, path, sheet, wishes
        self._is_scaled = is_scaled
        self._header = [table.text(0, place) for place in range(len(table.rows[0]))] if table.rows else []
        # What is shown stays as the file has it; what columns mean is told by these.
        self._known = english(self._header)
        if not any(column_kind(column) for column in self._known):
            raise UsageError(
                f"{path} has no column that tells who is meant, such as ID, Identifier or Email address; "
                "name the file that the platform exports."
            )
        self._people = [line for line in range(1, len(table.rows)) if self._is_somebody(line)]
        columns = [self._column(exercise) for exercise in sheet.exercises]
        self._columns = [column for column in columns if column is not None]
        if not self._columns:
            raise UsageError(self._no_column(sheet.exercises))
        places = [column.place for column in self._columns]
        if len({*places}) < len(places):
            raise UsageError("Two exercises would be written into the same column; name one with --exercise.")
        self._has_comma = self._writes_commas()

    # --- what the file has ------------------------------------------------------------------------

    def _is_somebody(self, line: int) -> bool:
        texts = [self._table.text(line, place) for place in range(min(len(self._header), 6))]
        return any(texts) and not any(_NOBODY.fullmatch(text) for text in texts)

    def _people_by_line(self) -> Iterator[tuple[int, dict[str, str]]]:
        for line in self._people:
            texts = (self._table.text(line, place) for place in range(len(self._known)))
            yield line, {name: in_english(name, text) for name, text in zip(self._known, texts, strict=True)}

    def _column(self, exercise: GradedExercise) -> _Column | None:
        """Return an exercise's column; None if the file has none."""
        wanted = self._wishes.columns.get(exercise.exercise)
        places = self._named(wanted) if wanted else self._guessed(exercise)
        if wanted and not places:
            near = near_names(wanted, self._header)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"It has {', '.join(self._header[:8])}."
            raise UsageError(f"{self._path} has no column “{wanted}”. {hint}")
        if len(places) > 1:
            names = " and ".join(f"“{self._header[place]}”" for place in places[:3])
            short = exercise.exercise.partition("_")[0]
            option = f"--column '{short}={self._header[places[0]]}'"
            raise UsageError(f"{names} may be the column of {short}; say which: {option}")
        if not places:
            return None
        is_worksheet = folded(self._known[places[0]]) == "grade"
        comment = self._place_of("feedbackcomments") if is_worksheet else None
        return _Column(exercise, places[0], self._max_points(places[0], is_worksheet), comment)

    def _named(self, wanted: str) -> list[int]:
        """Return the columns of a name, which may lack the platform's number; or of that number."""
        exact = [place for place, name in enumerate(self._header) if name == wanted.strip()]
        number = wanted.strip(" ()")
        return exact or [
            place
            for place, name in enumerate(self._header)
            if folded(_ID.sub("", name)) == folded(wanted)
            or ((match := _ID.search(name)) and match[1] == number)
        ]

    def _guessed(self, exercise: GradedExercise) -> list[int]:
        """Return the columns whose names have the exercise's number or title; else Moodle's only one."""
        short = exercise.exercise.partition("_")[0]
        titles = (folded(exercise.title), folded(title_of(exercise)))
        mark = re.compile(rf"(?<![a-z0-9])ex(?:ercise)?[ _-]?0*{int(short[2:])}(?![0-9])", re.IGNORECASE)
        found = [
            place
            for place, name in enumerate(self._header)
            if (mark.search(name) or folded(_ID.sub("", name)) in titles)
            and not name.lower().endswith(("feedback", "max points", "submission time", "(h:m:s)"))
        ]
        if found or len(self._sheet.exercises) > 1:
            return found
        place = self._place_of("grade")
        return [] if place is None else [place]

    def _place_of(self, name: str) -> int | None:
        places = [place for place, column in enumerate(self._known) if folded(column) == name]
        return places[0] if places else None

    def _max_points(self, place: int, is_worksheet: bool) -> float | None:
        """Return how many points the platform gives at most; None if the file does not say."""
        if is_worksheet:
            column = self._place_of("maximumgrade")
            texts = (
                [self._table.text(line, column) for line in self._people[:1]] if column is not None else []
            )
        else:
            texts = [
                self._table.text(line, place)
                for line in range(1, min(4, len(self._table.rows)))
                if "points possible" in self._table.text(line, 0).lower()
            ]
        return next((value for value in map(_number, texts) if value), None)

    def _writes_commas(self) -> bool:
        """Tell whether the file has numbers with a comma for the point."""
        if self._table.separator == ",":
            return False
        lines = range(1, min(len(self._table.rows), 200))
        places = [place for place, name in enumerate(self._known) if not column_kind(name)]
        texts = (self._table.text(line, place) for line in lines for place in places)
        return any(re.fullmatch(r"\d+,\d+", text) for text in texts)

    def _no_column(self, exercises: list[GradedExercise]) -> str:
        short = exercises[0].exercise.partition("_")[0] if exercises else "ex03"
        if self._place_of("grade") is not None:
            return f"{self._path} is the worksheet of one assignment; say of which: --exercise {short}"
        others = [
            name for name, known in zip(self._header, self._known, strict=True) if not column_kind(known)
        ]
        return (
            f"{self._path} has no column for an exercise of the gradebook; say which it is: "
            f"--column '{short}={others[0] if others else 'name of the column'}'"
        )

    # --- filling ----------------------------------------------------------------------------------

    def fill(self, remarks: Remarks) -> Filled:
        """Write everybody's points into the file; no cell is ever emptied."""
        filled = Filled()
        directory = Directory(self._people_by_line())
        owners = self._owners(directory, remarks)
        for row in self._sheet.rows():
            note_unsettled(row, remarks)
            found = directory.find(row)
            if len(found) != 1:
                continue
            (line,) = found
            if owners[line] > 1:
                remarks.add(SAME_LINE, row.learner.learner)
            elif self._is_locked(line):
                remarks.add(LOCKED, row.learner.learner)
            else:
                self._fill_line(line, row, filled, remarks)
        filled.nobody = [self._shown(line) for line in self._people if line not in owners]
        return filled

    def _owners(self, directory: Directory, remarks: Remarks) -> dict[int, int]:
        """Return how many learners each line fits, and note who fits none."""
        owners: dict[int, int] = {}
        for row in self._sheet.rows():
            found = directory.find(row)
            if len(found) == 1:
                for line in found:
                    owners[line] = owners.get(line, 0) + 1
            elif any(result.points is not None for result in row.results.values()):
                remarks.add(NOT_CLEAR if found else NOT_IN_FILE, row.learner.learner)
        return owners

    def _is_locked(self, line: int) -> bool:
        place = self._place_of("gradecanbechanged")
        return place is not None and self._table.text(line, place).lower() in ("no", "nein")

    def _fill_line(self, line: int, row: Row, filled: Filled, remarks: Remarks) -> None:
        has_points = False
        for column in self._columns:
            result = row.results[column.exercise.exercise]
            if result.points is None:
                continue
            points = result.points
            if column.max_points and result.max_points and column.max_points != result.max_points:
                if self._is_scaled:
                    points = points / result.max_points * column.max_points
                else:
                    theirs, ours = points_cell(column.max_points), points_cell(result.max_points)
                    name = self._header[column.place]
                    remarks.add_once(OTHER_MAXIMUM, f"“{name}” has {theirs} and the exercise {ours}")
            has_points = True
            text = points_cell(points, comma=self._has_comma)
            before = _number(self._table.text(line, column.place))
            if before is None or abs(before - points) > 5e-7:
                filled.n_changed += self._table.put(line, column.place, text)
            # What a person has written there is not ours to replace.
            if column.comment is not None and not self._table.text(line, column.comment):
                comment = comment_on(result, self._sheet.gradebook, self._wishes.feedback)
                filled.n_changed += self._table.put(line, column.comment, harmless_cell(comment))
        filled.n_filled += has_points

    def _shown(self, line: int) -> str:
        places = range(min(len(self._header), 6))
        by_name = sorted(places, key=lambda place: column_kind(self._known[place]) != "name")
        texts = (self._table.text(line, place) for place in by_name)
        return next((shown_name(text) for text in texts if text), f"line {line + 1}")


def _number(text: str) -> float | None:
    """Return the number that a cell of a platform's holds; None if it holds none."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None
