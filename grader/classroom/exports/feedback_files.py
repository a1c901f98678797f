"""Feedback for learners as files, laid out so that a platform, or a person, can hand them back."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from grader.classroom.exports.forms import note_unsettled
from grader.classroom.exports.words import allowed_report, points_sentence
from grader.feedback.as_html import to_html
from grader.feedback.terminal import render
from grader.languages import current
from grader.languages.exercise_texts import read_exercise_texts
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.classroom.exports.forms import Remarks
    from grader.classroom.exports.sheet import Result, Sheet
    from grader.exercise import FeedbackPolicy
    from grader.kit import Kit
    from grader.results import Report

Form = Literal["html", "text"]
#: Moodle gives feedback back by the number in the folder's name, whatever the file in it is called.
_MOODLE = re.compile(r"(?:^|/)(?P<folder>[^/]+?_\d+_assignsubmission_file)_?[^/]*(?:/|$)")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_WIDTH = 80

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>:root{{color-scheme:light dark}}
body{{font-family:system-ui,sans-serif;margin:1.5em auto;max-width:62em;padding:0 1em}}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{points}{report}
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class _Said:
    """What is said of a result: to whom, of what, the points that count, and the report."""

    name: str
    title: str
    points: str
    report: Report | None


def feedback_files(
    sheet: Sheet, policy: FeedbackPolicy, form: Form, remarks: Remarks, kit: Kit | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield each learner's feedback: path within the folder, and content.

    Parameters
    ----------
    sheet : Sheet
        Where everybody stands.
    policy : FeedbackPolicy
        How much is shown of a failed check.
    form : {"html", "text"}
        As what.
    remarks : Remarks
        Takes what has to be said.
    kit : Kit or None
        Whose exercises have their titles in the language that is spoken.
    """
    taken: dict[str, str] = {}
    for row in sheet.rows():
        note_unsettled(row, remarks)
        for result in row.results.values():
            said = _said(result, sheet, policy, row.learner.name or row.learner.learner, kit)
            if said is None:
                continue
            folder = _folder_of(result, row.learner.learner, taken)
            short = result.exercise.exercise.partition("_")[0]
            if form == "html":
                yield f"{folder}/{short}.html", _as_page(said).encode()
            else:
                yield f"{folder}/{short}.txt", _as_text(said).encode()


def _said(result: Result, sheet: Sheet, policy: FeedbackPolicy, name: str, kit: Kit | None) -> _Said | None:
    """Return what is said of a result; None if there is nothing to say."""
    stem = result.exercise.exercise
    folder = kit.task_folder(stem) if kit is not None else None
    report = allowed_report(result, sheet.gradebook, policy, folder)
    if report is not None and report.outcome is Outcome.GRADER_FAULT:
        # Our own fault is for the instructor to see to, and no feedback on anybody's work.
        report = None
    if report is None and result.points is None:
        return None
    is_overridden = result.standing is not None and result.standing.is_overridden
    points = points_sentence(result) if is_overridden or report is None else ""
    title = (read_exercise_texts(folder).title if folder is not None else "") or result.exercise.title
    return _Said(name, f"{stem.partition('_')[0]}: {title}", points, report)


def _as_page(said: _Said) -> str:
    points = f"<p><strong>{escape(said.points)}</strong></p>\n" if said.points else ""
    report = to_html(said.report) if said.report is not None else ""
    return _PAGE.format(language=current(), title=escape(said.title), points=points, report=report)


def _as_text(said: _Said) -> str:
    report = "" if said.report is None else render(said.report, width=_WIDTH, color=False, verbose=False)
    points = f"{said.points}\n\n" if said.points else ""
    return f"{points}{report}" or f"{said.title}\n"


def _folder_of(result: Result, learner: str, taken: dict[str, str]) -> str:
    """Return the folder that goes back to a learner: Moodle's own, if it came from there."""
    origin = result.standing.origin if result.standing is not None else ""
    if match := _MOODLE.search(origin):
        # With an underscore behind it every version of Moodle takes it.
        return f"{match['folder']}_"
    name = _UNSAFE.sub("_", learner).strip(". ")[:120]
    if not name or _RESERVED.fullmatch(name):
        name = f"_{name}"
    if taken.setdefault(name.casefold(), learner) != learner:
        # Two names that a file system would take for one.
        name += f"-{hashlib.sha256(learner.encode()).hexdigest()[:8]}"
    return name
