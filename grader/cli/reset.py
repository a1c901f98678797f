"""`grader reset`: an exercise's file as it came, with the learner's own kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from grader.cli.options import exercise_argument, json_option, kit_option, language_option, open_kit
from grader.cli.output import can_show, warn, write_json, write_out
from grader.errors import ExitCode
from grader.feedback.characters import to_ascii, whole
from grader.languages import say, spoken
from grader.progress import StateError, record_reset
from grader.toml_document import shown
from grader.workspace import reset_file, undo_reset

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "grader/reset/1"

EXAMPLES = """\b
Examples:
  grader reset ex03
  grader reset ex03 --undo"""


@click.command(epilog=EXAMPLES)
@exercise_argument()
@click.option("--undo", is_flag=True, help="Bring back what the last reset replaced.")
@json_option
@kit_option
@language_option
@click.pass_obj
def reset(group_kit: Path | None, exercise: str, undo: bool, as_json: bool, kit: Path | None) -> int:
    """Put the file of EXERCISE back as it came.

    What you wrote is kept in the folder “backups” of your workspace; --undo brings it back, and keeps in turn
    what you wrote since. That you passed an exercise is not forgotten.
    """
    found = open_kit(kit or group_kit)
    stem = found.resolve(exercise)
    now = datetime.now(UTC)
    done = (undo_reset if undo else reset_file)(found, stem, now.astimezone())
    file = shown(done.file)
    try:
        warn(spoken(record_reset(found.id, stem, None if undo else now)))
    except StateError as error:
        warn(spoken(error.args[0]))
    if as_json:
        backup = None if done.backup is None else whole(shown(done.backup))
        write_json(
            {"schema": SCHEMA, "exercise": stem, "file": whole(file), "backup": backup, "undone": undo}
        )
        return ExitCode.ALL_POINTS
    if undo:
        text = say("{file} is as it was before the reset.", file=file)
        if done.backup is not None:
            text += "\n" + say("What was there since is in {backup}.", backup=shown(done.backup))
    else:
        text = say("{file} is as it came.", file=file)
        if done.backup is not None:
            text += "\n" + say("Yours is in {backup}.", backup=shown(done.backup))
            text += "\n" + say("“grader reset {short} --undo” brings it back.", short=stem[:4])
    # Not wrapped: a path is to be copied whole.
    write_out(f"{text if can_show(text) else to_ascii(text)}\n", color=False)
    return ExitCode.ALL_POINTS
