"""A report as a piece of HTML for notebooks: what the terminal says, without script, on any background.

Text takes the page's own colour. Where colour carries something, it fills a label whose letters stand on
it, so that light and dark pages read alike; the label's word says the same.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from grader.feedback.characters import for_xml, harmless
from grader.feedback.sentences import (
    FOLLOWED_THROUGH,
    PROVED,
    details_of,
    is_followed_through,
    label_of,
    label_width,
    lines_of,
    message_of,
    number,
    points_of,
    short_name,
    tag_of,
    verdict_of,
)
from grader.feedback.terminal import (
    MAX_DIAGNOSES,
    QUIET,
    capped,
    evidence_of,
    is_list_shown,
    isolation_of,
    made_with,
    printed_lines,
    with_skipped_as_one,
)
from grader.languages import say, spoken
from grader.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.results import CheckResult, Diagnosis, Report

# White letters on these have a contrast of at least 4.5 to 1.
_FILLS = {Verdict.PASSED: "#1a7f37", Verdict.SKIPPED: "#656d76"}
_FILL_OF_FAULTS = "#b42318"
_MONO = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.95em"
_FRAME = (
    "border:1px solid rgba(128,128,128,.5);border-radius:6px;padding:.7em 1em;margin:.3em 0;"
    "max-width:60em;line-height:1.45;color:inherit;text-align:left"
)
_TABLE = (
    "border-collapse:collapse;border:0;margin:.6em 0 0;color:inherit;font-size:inherit;line-height:inherit"
)
_CELL = "border:0;padding:.15em .6em .15em 0;vertical-align:top;text-align:left;background:transparent"


def to_html(report: Report, *, verbose: bool = False) -> str:
    """Return the report as one `<section>` of HTML, every text in it escaped.

    Parameters
    ----------
    report : Report
        What the judge found.
    verbose : bool
        With the details of all checks, what the learner's code printed, and the seed.
    """
    parts = [
        *_header(report),
        *_checks(report, is_verbose=verbose),
        *_diagnoses(report, is_verbose=verbose),
        *_printed(report, is_verbose=verbose),
        *_footer(report, is_verbose=verbose),
    ]
    label = _text(say("Report on {exercise}", exercise=short_name(report)))
    return f'<section class="grader-report" aria-label="{label}" style="{_FRAME}">{"".join(parts)}</section>'


def _text(text: str) -> str:
    """Return a text as HTML: capped, escaped, without characters that steer a terminal."""
    return escape(for_xml(harmless(capped(text))), quote=True)


def _block(text: str, style: str = "") -> str:
    """Return a paragraph; line ends stay."""
    return f'<div style="white-space:pre-wrap;overflow-wrap:anywhere;{style}">{_text(text)}</div>'


def _header(report: Report) -> Iterator[str]:
    """Yield exercise, path, and what ended the submission as a whole."""
    path = say("standard input") if report.path == "-" else report.path
    yield (
        f"<div><strong>{_text(short_name(report))}</strong> {_text(report.title)} "
        f'<span style="opacity:.75">{_text(path)}</span></div>'
    )
    if message := message_of(report):
        yield _block(message, "margin:.6em 0 0")


def _checks(report: Report, *, is_verbose: bool) -> Iterator[str]:
    """Yield a row for each check, and below it the details of the first that did not pass."""
    if not is_list_shown(report, is_verbose=is_verbose):
        return
    yield f'<table style="{_TABLE}"><tbody>'
    are_details_due = not report.next_step or is_verbose
    for check in report.checks if is_verbose else with_skipped_as_one(report.checks):
        tag = f' <em style="opacity:.85">({_text(tag_of(check))})</em>' if tag_of(check) else ""
        details = ""
        if check.verdict not in QUIET and are_details_due:
            details = _details(check)
            are_details_due = is_verbose
        elif is_verbose and check.message:
            details = _block(check.message)
        points = say(
            "{points} of {max_points}", points=number(check.points), max_points=number(check.max_points)
        )
        yield (
            f'<tr style="background:transparent"><td style="{_CELL}">{_label(check)}</td>'
            f'<td style="{_CELL};white-space:nowrap">{points}</td>'
            f'<td style="{_CELL}">{_text(check.title)}{tag}{details}</td></tr>'
        )
    yield "</tbody></table>"


def _label(check: CheckResult) -> str:
    """Return a verdict's word on its colour."""
    fill = _FILLS.get(check.verdict, _FILL_OF_FAULTS)
    style = f"background:{fill};color:#fff;border-radius:4px;padding:0 .45em;white-space:nowrap"
    return f'<span style="{style}">{_text(verdict_of(check))}</span>'


def _details(check: CheckResult) -> str:
    """Return the call, what was expected, what came back and what that suggests."""
    width = label_width()
    lines = [f"{label_of(label):<{width}}{text}" if label else text for label, text in details_of(check)]
    return "".join(_block(line, _MONO if label else "") for line, label in _with_labels(check, lines))


def _with_labels(check: CheckResult, lines: list[str]) -> list[tuple[str, bool]]:
    """Return each line of the details, and whether it is code or a value rather than a sentence."""
    labels = [bool(label) or text == check.probe for label, text in details_of(check)]
    return list(zip(lines, labels, strict=True))


def _diagnoses(report: Report, *, is_verbose: bool) -> Iterator[str]:
    """Yield the diagnoses; more than two are not read at once."""
    due = report.diagnoses if is_verbose else report.diagnoses[:MAX_DIAGNOSES]
    for position, diagnosis in enumerate(due):
        has_formula = all(diagnosis.formula != other.formula for other in due[:position])
        # One question at a time: the second mistake is thought about when the first is mended.
        has_question = position == 0 or is_verbose
        yield _diagnosis(diagnosis, has_formula=has_formula, has_question=has_question, is_verbose=is_verbose)
    if n_hidden := len(report.diagnoses) - len(due):
        yield _block(
            say("{n_hidden} more of this kind; -v shows all.", n_hidden=n_hidden),
            "margin:.6em 0 0;opacity:.75",
        )


def _diagnosis(diagnosis: Diagnosis, *, has_formula: bool, has_question: bool, is_verbose: bool) -> str:
    """Return a mistake's name, where it is, what the code computes instead, and what that means."""
    where = f" ({lines_of(diagnosis)})" if diagnosis.lines else ""
    head = f"<strong>{_text(diagnosis.misconception)}</strong>: {_text(diagnosis.title + where)}"
    parts = [f"<div>{head}</div>"]
    if diagnosis.formula and has_formula:
        parts.append(_block(diagnosis.formula, f"{_MONO};margin:.2em 0 .2em 1.5em"))
    if diagnosis.message:
        parts.append(_block(diagnosis.message))
    if diagnosis.question and has_question:
        parts.append(_block(diagnosis.question))
    if is_verbose:
        parts.append(_block(evidence_of(diagnosis), "opacity:.75"))
    style = f"border-left:4px solid {_FILL_OF_FAULTS};padding-left:.8em;margin:.8em 0 0"
    return f'<div style="{style}">{"".join(parts)}</div>'


def _printed(report: Report, *, is_verbose: bool) -> Iterator[str]:
    """Yield what the learner's code printed."""
    lines = printed_lines(report, is_verbose=is_verbose)
    if lines:
        yield f'<div style="margin:.8em 0 0">{_text(say("Printed by your code:"))}</div>'
        yield _block("\n".join(lines), f"{_MONO};margin-left:1.5em")


def _footer(report: Report, *, is_verbose: bool) -> Iterator[str]:
    """Yield the next step, the points, and how far the run was isolated, which a notebook always says."""
    if report.next_step:
        yield _block(report.next_step, "margin:.8em 0 0;font-weight:bold")
    if report.max_points:
        yield f'<div style="margin:.8em 0 0"><strong>{_text(points_of(report))}</strong></div>'
    notes = []
    if report.is_passed and any(check.proved for check in report.checks):
        notes.append(spoken(PROVED))
    if any(is_followed_through(check) for check in report.checks):
        notes.append(spoken(FOLLOWED_THROUGH))
    if report.isolation.get("tier"):
        notes.append(isolation_of(report, is_verbose=is_verbose))
    if is_verbose:
        notes.append(made_with(report))
    for note in filter(None, notes):
        yield _block(note, "opacity:.75")
