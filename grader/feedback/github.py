"""A report for GitHub: workflow commands that annotate the submission's lines, and a job summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.feedback.characters import harmless
from grader.feedback.sentences import (
    details_of,
    label_of,
    lines_of,
    message_of,
    points_of,
    short_name,
    tag_of,
    verdict_of,
)
from grader.languages import say
from grader.results import Outcome, Verdict

if TYPE_CHECKING:
    from grader.results import CheckResult, Diagnosis, Report

_QUIET = (Verdict.PASSED, Verdict.SKIPPED)


def to_commands(report: Report) -> str:
    """Return workflow commands, one line each, and a plain last line with the points.

    Parameters
    ----------
    report : Report
        What the judge found.
    """
    lines = [
        _error(report, diagnosis.title, _told(diagnosis), () if diagnosis.place else diagnosis.lines)
        for diagnosis in report.diagnoses
    ]
    explained = {check for diagnosis in report.diagnoses for check in diagnosis.checks}
    for check in report.checks:
        if check.verdict not in _QUIET and check.id not in explained:
            lines.append(_error(report, check.title, _details(check) or verdict_of(check)))
    message = message_of(report)
    if message or (not lines and report.outcome is not Outcome.PASSED):
        lines.insert(0, _error(report, report.title, message or report.outcome.value))
    lines.append(f"{short_name(report)}: {points_of(report)} ({report.outcome.value})")
    return "\n".join(lines) + "\n"


def to_summary(report: Report) -> str:
    """Return the report as Markdown for the job summary.

    Parameters
    ----------
    report : Report
        What the judge found.
    """
    blocks = [f"### {_text(short_name(report))}: {_text(report.title)}"]
    blocks.append(f"**{points_of(report)}** ({report.outcome.value}), {_code(report.path)}")
    message = message_of(report)
    blocks += [_text(text) for text in (message, report.next_step) if text]
    if report.checks:
        rows = [f"| {say('check')} | {say('verdict')} | {say('points')} |", "| --- | --- | --- |"]
        for check in report.checks:
            verdict = ", ".join(word for word in (verdict_of(check), tag_of(check)) if word)
            worth = say(
                "{points} of {max_points}", points=f"{check.points:g}", max_points=f"{check.max_points:g}"
            )
            rows.append(f"| {_text(check.title)} | {verdict} | {worth} |")
        blocks.append("\n".join(rows))
    for check in report.checks:
        if check.verdict not in _QUIET and (details := _details(check)):
            blocks.append(_fence(details))
            break
    for diagnosis in report.diagnoses:
        where = f" ({lines_of(diagnosis)})" if diagnosis.lines else ""
        blocks.append(f"**{_text(diagnosis.misconception)}**: {_text(diagnosis.title)}{where}")
        if diagnosis.formula:
            blocks.append(_fence(diagnosis.formula))
        blocks += [_text(text) for text in (diagnosis.message, diagnosis.question) if text]
    return "\n\n".join(blocks) + "\n\n"


def _error(report: Report, title: str, message: str, lines: tuple[int, ...] = ()) -> str:
    """Return one annotation; nothing in it can end the line or start another command."""
    properties = {"file": report.path, "line": str(lines[0]) if lines else "1", "title": title}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {written}::{_data(message)}"


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    escaped = harmless(text).replace("%", "%25")
    return escaped.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _told(diagnosis: Diagnosis) -> str:
    """Return what a diagnosis says, a line for each part."""
    where = f" ({lines_of(diagnosis)})" if len(diagnosis.lines) > 1 or diagnosis.place else ""
    head = f"{diagnosis.misconception}{where}"
    parts = (head, diagnosis.formula, diagnosis.message, diagnosis.question)
    return "\n".join(part for part in parts if part)


def _details(check: CheckResult) -> str:
    """Return what is known of a check that did not pass, a line for each part."""
    return "\n".join(f"{label_of(label)} {text}".strip() for label, text in details_of(check))


def _text(text: str) -> str:
    """Escape what Markdown or HTML would read as markup, on one line."""
    line = " ".join(harmless(text).split())
    return re.sub(r"([\\`*_{}\[\]<>#|~!$])", r"\\\1", line.replace("&", "&amp;"))


def _code(text: str) -> str:
    """Return inline code."""
    line = " ".join(harmless(text).split())
    marks = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{marks} {line} {marks}" if "`" in line else f"`{line}`"


def _fence(text: str) -> str:
    """Return a block of code that its own text cannot close."""
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{marks}text\n{harmless(text)}\n{marks}"
