"""`grader progress`: a look back at exercises, concepts and mistakes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from grader.cli.options import color_option, json_option, kit_option, language_option, open_kit, pager_option
from grader.cli.output import Style, warn, write_out
from grader.errors import ExitCode
from grader.feedback.entries import read_entries
from grader.feedback.looking_back import look_back, progress_to_json, render_progress
from grader.languages import spoken
from grader.progress import count_cards, read_cards, read_progress

EXAMPLES = """\b
Examples:
  grader progress
  grader progress --cards progress-shipped.json
  grader progress --json"""


@click.command(epilog=EXAMPLES)
@click.option(
    "--cards",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Progress that the quiz pages saved: count its cards, not those of “grader cards”.",
)
@json_option
@kit_option
@language_option
@pager_option
@color_option
@click.pass_obj
def progress(
    group_kit: Path | None,
    cards: Path | None,
    as_json: bool,
    kit: Path | None,
    no_pager: bool,
    no_color: bool,
) -> int:
    """Look back: exercises passed, concepts they are about, mistakes met and overcome, cards due.

    It is kept in one file on this machine, in the folder that the variable GRADER_STATE names, and is sent
    nowhere. A mistake is overcome when the checks that it failed have passed since.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    kept = read_progress(found.id)
    now = datetime.now(UTC)
    reviewed = read_cards(cards, now) if cards is not None else count_cards(found.id, now)
    summary = look_back(read_entries(found, kept), reviewed)
    if as_json:
        text = progress_to_json(summary, ascii_only=not style.unicode)
    else:
        text = render_progress(
            summary,
            width=style.width,
            color=style.color,
            unicode=style.unicode,
            has_workspace=found.workspace is not None,
        )
    write_out(text, color=style.color, may_page=not no_pager and not as_json)
    warn(spoken(kept.warning))
    return ExitCode.ALL_POINTS
