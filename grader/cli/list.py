"""`grader list`: a kit's exercises with title, concepts, points and state."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.output import Style, write_out
from grader.errors import ExitCode
from grader.feedback.entries import read_entries
from grader.feedback.listing import list_to_json, render_list
from grader.kit import find_kit

EXAMPLES = """\b
Examples:
  grader list
  grader list --json
  grader list --kit my_kit"""


@click.command("list", epilog=EXAMPLES)
@click.option("--json", "as_json", is_flag=True, help="For a program, not for a person.")
@click.option("--kit", type=click.Path(path_type=Path), help="Folder with exercises/ and solutions/.")
@click.option("--no-color", is_flag=True, help="No colours; so does the variable NO_COLOR.")
@click.pass_obj
def list_(group_kit: Path | None, as_json: bool, kit: Path | None, no_color: bool) -> int:
    """Show a kit's exercises: title, concepts, points, state.

    An exercise is “to do” while its file is as shipped, “missing” if there is no file, else “started”.
    Nothing is judged: points are those that the exercise is worth.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = find_kit(kit or group_kit)
    entries = read_entries(found)
    if as_json:
        text = list_to_json(entries, found, ascii_only=not style.unicode)
    else:
        text = render_list(entries, found.title, width=style.width, color=style.color, unicode=style.unicode)
    write_out(text, color=style.color)
    return ExitCode.ALL_POINTS
