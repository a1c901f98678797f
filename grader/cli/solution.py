"""`grader solution`: a solution beside the learner's own file, after a pass."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from grader.cli.options import (
    color_option,
    exercise_argument,
    json_option,
    kit_option,
    language_option,
    open_kit,
    pager_option,
)
from grader.cli.output import Style, is_yes, write_json, write_out, yes_or_no
from grader.errors import ExitCode, UnreadableSubmissionError, UsageError
from grader.feedback.characters import whole
from grader.feedback.side_by_side import differences, render_side_by_side
from grader.languages import say
from grader.progress import read_progress
from grader.submission import read_submission
from grader.toml_document import shown
from grader.wording import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from grader.kit import Exercise

SCHEMA = "grader/solution/1"

EXAMPLES = """\b
Examples:
  grader solution ex03
  grader solution ex03 --spoil"""


@click.command(epilog=EXAMPLES)
@exercise_argument()
@click.option("--spoil", is_flag=True, help="Also before you passed; you are asked once more.")
@click.option("--yes", is_flag=True, help="With --spoil: do not ask.")
@json_option
@kit_option
@language_option
@pager_option
@color_option
@click.pass_obj
def solution(
    group_kit: Path | None,
    exercise: str,
    spoil: bool,
    yes: bool,
    as_json: bool,
    kit: Path | None,
    no_pager: bool,
    no_color: bool,
) -> int:
    """Show a solution of EXERCISE beside your own file, with what tells them apart.

    A solution is one of many: yours is no worse for being another one. On a wide screen the two stand in
    two columns.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    chosen = found.exercise(exercise)
    if as_json and spoil and not yes:
        raise UsageError("With --json nothing is asked; add --yes to --spoil.")
    record = read_progress(found.id).records.get(chosen.stem)
    if not (record and record.is_passed) and not _is_wanted_all_the_same(chosen, spoil=spoil, yes=yes):
        write_out(f"{say('Not shown.')}\n", color=False)
        return ExitCode.NOT_ALL_POINTS
    own = _own(chosen) if found.workspace is not None else None
    reference = chosen.reference.read_text(encoding="utf-8")
    if as_json:
        write_json(_values(chosen, own, reference))
        return ExitCode.ALL_POINTS
    text = render_side_by_side(
        f"{chosen.short}  {chosen.title}",
        shown(chosen.stub),
        own,
        reference,
        # Two columns of code want more room than a report does.
        width=max(style.width, shutil.get_terminal_size((80, 24)).columns),
        color=style.color,
        unicode=style.unicode,
    )
    write_out(text, color=style.color, may_page=not no_pager)
    return ExitCode.ALL_POINTS


def _values(exercise: Exercise, own: str | None, reference: str) -> dict[str, Any]:
    """Return what a program is told."""
    return {
        "schema": SCHEMA,
        "exercise": exercise.stem,
        "title": exercise.title,
        "file": whole(shown(exercise.stub)),
        "own": None if own is None else whole(own),
        "solution": reference,
        "differences": [] if own is None else differences(own, reference),
    }


def _own(exercise: Exercise) -> str | None:
    """Return the learner's file; None if there is none that can be read."""
    try:
        return read_submission(str(exercise.stub)).decode("utf-8-sig")
    except UnreadableSubmissionError:
        return None


def _is_wanted_all_the_same(exercise: Exercise, *, spoil: bool, yes: bool) -> bool:
    """Tell whether to show the solution of an exercise that was not passed yet."""
    if not spoil:
        raise UsageError(
            sentence(
                "{short} is not passed yet. “grader hint {short}” may help; “grader solution {short} "
                "--spoil” shows the solution all the same.",
                short=exercise.short,
            )
        )
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            sentence("Nobody is there to be asked; --yes shows the solution without a question.")
        )
    question = say("Show the solution of {short} before you passed it?", short=exercise.short)
    write_out(f"{question} {yes_or_no()} ", color=False)
    sys.stdout.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        write_out("\n", color=False)
    return is_yes(answer)
