"""The gradebook in the forms that learning platforms take: Canvas, Moodle, Gradescope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.classroom.exports.cells import harmless_cell, line_of, points_cell
from grader.classroom.exports.identities import identity_of
from grader.classroom.exports.sheet import is_unsettled
from grader.classroom.exports.words import comment_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.classroom.exports.identities import Identity
    from grader.classroom.exports.sheet import Row, Sheet
    from grader.classroom.records import GradedExercise
    from grader.exercise import FeedbackPolicy

_MOST_NAMED = 5


@dataclass(frozen=True)
class Wishes:
    """How a form is filled.

    Attributes
    ----------
    columns : mapping of str to str
        What the platform calls an exercise's column, by stem.
    feedback : FeedbackPolicy
        How much a comment says.
    """

    columns: Mapping[str, str]
    feedback: FeedbackPolicy


class Remarks:
    """What has to be said after an export: who lacks what, each kind in one sentence."""

    def __init__(self) -> None:
        self._who: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, sentence: str, who: str) -> None:
        """Note that a sentence holds for somebody; `{who}` in it stands for all for whom it does."""
        self._counts[sentence] = self._counts.get(sentence, 0) + 1
        named = self._who.setdefault(sentence, [])
        if len(named) < _MOST_NAMED:
            named.append(who)

    def add_once(self, sentence: str, what: str) -> None:
        """Note something that is the same for everybody."""
        if what not in self._who.get(sentence, ()):
            self.add(sentence, what)

    def sentences(self) -> list[str]:
        """Return what has to be said."""
        return [sentence.format(who=self._named(sentence)) for sentence in self._who]

    def _named(self, sentence: str) -> str:
        named, more = self._who[sentence], self._counts[sentence] - len(self._who[sentence])
        return ", ".join(named) + (f" and {more} more" if more else "")


UNSETTLED = (
    "No points are exported for {who}: not graded yet, or by a fault of the grader; "
    "`grader grade` again, or `grader gradebook set`."
)
#: Said of whoever handed in something that no run could grade, unless a person has seen to it.
NOT_GRADED = (
    "No points, and no zero, are exported for {who}: what was handed in cannot be graded, and `grader "
    "gradebook show` says why. Ask for another file, or `grader gradebook set`."
)
#: Likewise, where an earlier file has a result.
NEWER_NOT_GRADED = (
    "The points of an earlier file are exported for {who}: what was handed in last cannot be graded, and "
    "`grader gradebook show` says why."
)


def title_of(exercise: GradedExercise) -> str:
    """Return what an exercise's column is called if nobody says otherwise."""
    return f"{exercise.exercise.partition('_')[0]} {exercise.title}".strip()


def canvas_lines(sheet: Sheet, wishes: Wishes, remarks: Remarks) -> Iterator[str]:
    """Yield Canvas's gradebook, line by line."""
    titles = [wishes.columns.get(e.exercise) or title_of(e) for e in sheet.exercises]
    identity_columns = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
    yield line_of([*identity_columns, *map(harmless_cell, titles)])
    yield line_of(
        ["    Points Possible", "", "", "", "", *(points_cell(e.max_points) for e in sheet.exercises)]
    )

    def cells(identity: Identity) -> list[str]:
        return [identity.sortable, identity.number, identity.sis, identity.login, identity.section]

    def lacks(identity: Identity) -> bool:
        return not (identity.number or identity.sis or identity.login)

    yield from _people(sheet, cells, lacks, _NO_CANVAS_ID, remarks)


_NO_CANVAS_ID = (
    "Canvas will not find {who}, of whom neither its ID nor a SIS ID is known: export the gradebook from "
    "Canvas (Grades, Export) and give that file to `grader grade --roster`, or here as --into."
)
_NO_GRADESCOPE_ID = (
    "Neither a SID nor an email address is known of {who}: give `grader grade --roster` Gradescope's roster, "
    "which its page Roster offers for download."
)
_NO_MOODLE_ID = (
    "Moodle will not find {who}, of whom neither participant number, ID number nor email address is known: "
    "download the grading worksheet from the assignment and give it to `grader grade --roster`, or here as "
    "--into."
)


def _people(
    sheet: Sheet,
    cells: Callable[[Identity], list[str]],
    lacks: Callable[[Identity], bool],
    sentence: str,
    remarks: Remarks,
) -> Iterator[str]:
    """Yield a line for each learner: who they are, and their points."""
    for row in sheet.rows():
        identity = identity_of(row)
        if lacks(identity):
            remarks.add(sentence, row.learner.learner)
        note_unsettled(row, remarks)
        points = [points_cell(row.results[e.exercise].points) for e in sheet.exercises]
        yield line_of([*map(harmless_cell, cells(identity)), *points])


def note_unsettled(row: Row, remarks: Remarks) -> None:
    """Note what has no points although it was handed in."""
    for stem, result in row.results.items():
        who = f"{row.learner.learner} in {stem.partition('_')[0]}"
        is_by_hand = result.standing is not None and result.standing.is_overridden
        if is_unsettled(result):
            remarks.add(UNSETTLED, who)
        elif result.not_graded and not is_by_hand:
            remarks.add(NOT_GRADED if result.points is None else NEWER_NOT_GRADED, who)


def gradescope_lines(sheet: Sheet, wishes: Wishes, remarks: Remarks) -> Iterator[str]:
    """Yield what Gradescope calls a course's grades, line by line."""
    titles = [harmless_cell(wishes.columns.get(e.exercise) or title_of(e)) for e in sheet.exercises]
    header = ["First Name", "Last Name", "SID", "Email", "section_name"]
    for title in titles:
        header += [
            title,
            f"{title} - Max Points",
            f"{title} - Submission Time",
            f"{title} - Lateness (H:M:S)",
        ]
    yield line_of(header)
    for row in sheet.rows():
        identity = identity_of(row)
        if not (identity.sis or identity.email):
            remarks.add(_NO_GRADESCOPE_ID, row.learner.learner)
        note_unsettled(row, remarks)
        first, last = (identity.first, identity.last) if identity.last else (identity.name, "")
        cells = [first, last, identity.sis, identity.email, identity.section]
        line = [*map(harmless_cell, cells)]
        for e in sheet.exercises:
            result = row.results[e.exercise]
            at = (result.standing.handed_in_at or "") if result.standing else ""
            # How late is known to no platform's file names, only whether.
            line += [points_cell(result.points), points_cell(result.max_points), harmless_cell(at), ""]
        yield line_of(line)


def moodle_lines(sheet: Sheet, wishes: Wishes, remarks: Remarks) -> Iterator[str]:
    """Yield Moodle's grading worksheet of one exercise, or of several a file for its gradebook's import."""
    header = ["Identifier", "Full name", "ID number", "Email address"]
    is_worksheet = len(sheet.exercises) == 1
    if is_worksheet:
        header += ["Status", "Grade", "Maximum Grade", "Last modified (grade)", "Feedback comments"]
    for e in () if is_worksheet else sheet.exercises:
        title = harmless_cell(wishes.columns.get(e.exercise) or title_of(e))
        header += [title, f"{title} feedback"]
    yield line_of(header)
    for row in sheet.rows():
        identity = identity_of(row)
        if not (identity.participant or identity.sis or identity.email):
            remarks.add(_NO_MOODLE_ID, row.learner.learner)
        note_unsettled(row, remarks)
        cells = [identity.participant, identity.name, identity.sis, identity.email]
        line = [*map(harmless_cell, cells)]
        for e in sheet.exercises:
            result = row.results[e.exercise]
            comment = harmless_cell(comment_on(result, sheet.gradebook, wishes.feedback))
            points = points_cell(result.points)
            if is_worksheet:
                standing = result.standing
                is_there = bool(result.not_graded or (standing and standing.sha256))
                status = "Submitted for grading" if is_there else "No submission"
                graded_at = (standing.graded_at or "") if standing else ""
                line += [status, points, points_cell(result.max_points), graded_at, comment]
            else:
                line += [points, comment]
        yield line_of(line)
