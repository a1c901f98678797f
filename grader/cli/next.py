"""`grader next`: the exercise to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, json_option, kit_option, language_option, open_kit
from grader.cli.output import Style, warn, write_out
from grader.errors import ExitCode
from grader.feedback.entries import read_entries
from grader.feedback.listing import next_to_json, render_next
from grader.languages import spoken
from grader.progress import read_progress

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = """\b
Examples:
  grader next
  grader next --json"""


@click.command("next", epilog=EXAMPLES)
@json_option
@kit_option
@language_option
@color_option
@click.pass_obj
def next_(group_kit: Path | None, as_json: bool, kit: Path | None, no_color: bool) -> int:
    """Show the first exercise that never had all points: its task, its file and how to go on."""
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    progress = read_progress(found.id)
    entries = read_entries(found, progress)
    if as_json:
        text = next_to_json(entries, ascii_only=not style.unicode)
    else:
        text = render_next(
            entries,
            width=style.width,
            color=style.color,
            unicode=style.unicode,
            has_workspace=found.workspace is not None,
        )
    write_out(text, color=style.color)
    warn(spoken(progress.warning))
    return ExitCode.ALL_POINTS
