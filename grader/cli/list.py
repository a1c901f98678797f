"""`grader list`: a kit's exercises with title, concepts, points and state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, json_option, kit_option, language_option, open_kit, pager_option
from grader.cli.output import Style, warn, write_out
from grader.errors import ExitCode
from grader.feedback.entries import read_entries
from grader.feedback.listing import list_to_json, render_list
from grader.languages import spoken
from grader.progress import read_progress

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = """\b
Examples:
  grader list
  grader list --json
  grader list --no-pager
  grader list --kit my_kit"""


@click.command("list", epilog=EXAMPLES)
@json_option
@kit_option
@language_option
@pager_option
@color_option
@click.pass_obj
def list_(group_kit: Path | None, as_json: bool, kit: Path | None, no_pager: bool, no_color: bool) -> int:
    """Show the exercises: title, concepts, points and how far you are.

    An exercise is “to do” while its file is as it came, “started” once it is not, “missing” if there is no
    file; after a verdict it has points, and is “passed” with all of them. Nothing is judged here.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    progress = read_progress(found.id)
    entries = read_entries(found, progress)
    if as_json:
        text = list_to_json(entries, found, ascii_only=not style.unicode)
    else:
        text = render_list(
            entries,
            found.title,
            width=style.width,
            color=style.color,
            unicode=style.unicode,
            has_workspace=found.workspace is not None,
        )
    write_out(text, color=style.color, may_page=not no_pager and not as_json)
    warn(spoken(progress.warning))
    return ExitCode.ALL_POINTS
