"""`grader doctor`: what on this machine does not fit, and what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, json_option, kit_option
from grader.cli.output import Style, write_out
from grader.doctor import Condition, examine
from grader.errors import ExitCode
from grader.feedback.page import MIN_WIDTH, Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grader.doctor import Finding

SCHEMA = "grader/doctor/1"
_STYLES = {Condition.GOOD: "green", Condition.NOTE: "dim", Condition.FAULT: "bold red"}
_WORDS = {Condition.GOOD: "good", Condition.NOTE: "note", Condition.FAULT: "FAULT"}

EXAMPLES = """\b
Examples:
  grader doctor
  grader doctor --json"""


@click.command(epilog=EXAMPLES)
@json_option
@kit_option
@color_option
@click.pass_obj
def doctor(group_kit: Path | None, as_json: bool, kit: Path | None, no_color: bool) -> int:
    """Look at everything that a verdict depends on: isolation, versions, kit, folders, terminal.

    A note is worth knowing and needs nothing; a fault says what to do (exit code 1).
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    findings = list(examine(kit or group_kit))
    has_faults = any(finding.condition is Condition.FAULT for finding in findings)
    if as_json:
        values = {
            "schema": SCHEMA,
            "findings": [
                {
                    "name": finding.name,
                    "condition": finding.condition.value,
                    "detail": finding.detail,
                    "remedy": finding.remedy,
                }
                for finding in findings
            ],
        }
        write_out(json.dumps(values, indent=2, ensure_ascii=not style.unicode) + "\n", color=False)
    else:
        write_out(_in_words(findings, style, has_faults=has_faults), color=style.color)
    return ExitCode.NOT_ALL_POINTS if has_faults else ExitCode.ALL_POINTS


def _in_words(findings: Sequence[Finding], style: Style, *, has_faults: bool) -> str:
    """Return a line for each finding, and below it what to do."""
    page = Page(max(style.width, MIN_WIDTH), color=style.color, unicode=style.unicode)
    name_width = max(len(finding.name) for finding in findings)
    for finding in findings:
        word = page.styled(f"{_WORDS[finding.condition]:<7}", _STYLES[finding.condition])
        label = f"{finding.name:<{name_width}}  "
        indent = 7 + len(label)
        first, *others = page.fitted(finding.detail, indent=indent)
        page.line(f"{word}{label}{first}")
        for line in others:
            page.line(" " * indent + line)
        if finding.remedy:
            page.wrapped(finding.remedy, indent=indent, style="dim")
    page.blank()
    page.wrapped(
        "Mend what is marked FAULT." if has_faults else "Nothing has to be mended.", indent=0, style="bold"
    )
    return page.text()
