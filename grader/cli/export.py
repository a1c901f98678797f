"""`grader export`: points for learning platforms, feedback for learners, packs that grade elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli import NearGroup
from grader.cli.gradebook import gradebook_option, stem_of
from grader.cli.options import open_kit
from grader.cli.output import write_out, write_whole
from grader.errors import ExitCode, UsageError
from grader.kit import FeedbackPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.classroom.exports.forms import Remarks, Wishes
    from grader.classroom.exports.sheet import Sheet
    from grader.classroom.gradebook import Gradebook

EPILOG = """\b
Examples:
  grader export csv -o points.csv
  grader export canvas --into Grades.csv -o filled.csv
  grader export moodle --exercise ex03 -o moodle.csv
  grader export feedback returned --as html
  grader export gradescope-autograder ex03

\b
Exit codes:
  0    done
  1    done, but somebody or something needs a look; the last lines say what
  2    wrong usage, or a file that cannot be read or written
  3    our own fault"""

#: What each form is asked for with.
_EXAMPLES: dict[str, list[str]] = {
    "csv": ["-o points.csv", "--exercise ex03 --zero-missing"],
    "json": ["-o points.json", "--exercise ex03"],
    "canvas": ["--into Grades.csv -o filled.csv", "--column 'ex03=Update rule (4711)' -o canvas.csv"],
    "moodle": ["--into worksheet.csv -o marks.csv --exercise ex03", "--exercise ex03 -o moodle.csv"],
    "gradescope": ["-o gradescope.csv", "--exercise ex03 --column 'ex03=Update rule'"],
}

POLICIES = [policy.value for policy in FeedbackPolicy]

_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Standard output if it is “-”."
)
EXERCISES = click.option("--exercise", "exercises", multiple=True, help="Only this one; may be repeated.")
FEEDBACK = click.option(
    "--feedback", type=click.Choice(POLICIES), help="Show less than the kit's policy allows; never more."
)
_KIT = click.option("--kit", type=click.Path(path_type=Path), help="Whose feedback policy holds.")


@click.group(cls=NearGroup, epilog=EPILOG)
def export() -> None:
    """Hand out what a class has reached: points for a platform, feedback for learners, packs that grade."""


def _form(
    name: str,
    short_help: str,
    *,
    has_columns: bool = True,
    has_file: bool = False,
    has_comments: bool = False,
) -> Callable[[Callable[..., int]], click.Command]:
    """Return a decorator that makes a subcommand which writes the gradebook in one form."""
    options = [_OUTPUT, gradebook_option, EXERCISES]
    options.append(
        click.option(
            "--zero-missing", is_flag=True, help="0 points for whoever of the roster handed in nothing."
        )
    )
    if has_columns:
        options.append(
            click.option(
                "--column",
                "columns",
                multiple=True,
                metavar="EXERCISE=NAME",
                help="What the platform calls it; may be repeated.",
            )
        )
    if has_file:
        options += [
            click.option(
                "--into",
                type=click.Path(path_type=Path),
                metavar="CSV",
                help="Fill in the file that the platform exports, and leave all else in it as it is.",
            ),
            click.option("--scale", is_flag=True, help="Convert points to those to be had on the platform."),
        ]
    if has_comments:
        options += [FEEDBACK, _KIT]

    def decorate(command: Callable[..., int]) -> click.Command:
        for option in reversed(options):
            command = option(command)
        lines = "\n".join(f"  grader export {name} {arguments}" for arguments in _EXAMPLES[name])
        return export.command(name, short_help=short_help, epilog=f"\b\nExamples:\n{lines}")(command)

    return decorate


@_form("csv", "Points, a line for each result.", has_columns=False)
def csv_(**options: Any) -> int:
    """Write one line for each learner and exercise."""
    from grader.classroom.exports.tidy import csv_lines

    return _write_form(lambda sheet, wishes, remarks: csv_lines(sheet, remarks), **options)


@_form("json", "Points and roster as a document.", has_columns=False)
def json_(**options: Any) -> int:
    """Write a JSON document; docs/exports.md describes it."""
    from grader.classroom.exports.tidy import json_lines

    return _write_form(lambda sheet, wishes, remarks: json_lines(sheet, remarks), **options)


@_form("canvas", "Points for Canvas's gradebook.", has_file=True)
def canvas(**options: Any) -> int:
    """Write Canvas's gradebook, or fill in the one that Canvas exports (--into)."""
    from grader.classroom.exports.forms import canvas_lines

    return _write_form(canvas_lines, **options)


@_form("moodle", "Points for Moodle's worksheet.", has_file=True, has_comments=True)
@click.pass_obj
def moodle(group_kit: Path | None, /, kit: Path | None, **options: Any) -> int:
    """Write Moodle's grading worksheet, or fill in the one that Moodle exports (--into).

    Of several exercises it is a file for the import of Moodle's gradebook.
    """
    from grader.classroom.exports.forms import moodle_lines

    return _write_form(moodle_lines, policy=open_kit(kit or group_kit).feedback, **options)


@_form("gradescope", "Points in Gradescope's columns.")
def gradescope(**options: Any) -> int:
    """Write the columns of Gradescope's own export of a course's grades."""
    from grader.classroom.exports.forms import gradescope_lines

    return _write_form(gradescope_lines, **options)


def _write_form(
    lines: Callable[[Sheet, Wishes, Remarks], Iterator[str]],
    *,
    output: Path | None,
    path: Path,
    exercises: tuple[str, ...],
    zero_missing: bool,
    columns: tuple[str, ...] = (),
    into: Path | None = None,
    scale: bool = False,
    feedback: str | None = None,
    policy: FeedbackPolicy = FeedbackPolicy.FULL,
) -> int:
    """Write the gradebook in a form, and say what is missing."""
    from grader.classroom.exports.forms import Remarks, Wishes
    from grader.classroom.exports.sheet import Sheet
    from grader.classroom.exports.words import stricter
    from grader.classroom.gradebook import Gradebook

    if scale and into is None:
        raise UsageError(
            "--scale needs --into: only the platform's own file says how many points are to be had."
        )
    with Gradebook(path) as opened:
        stems = [stem_of(opened, name) for name in exercises]
        sheet = Sheet(opened, stems, is_missing_zero=zero_missing)
        level = stricter(policy, FeedbackPolicy(feedback) if feedback else None)
        wishes = Wishes(_columns(opened, columns), level)
        remarks = Remarks()
        if into is None:
            _write(output, lines(sheet, wishes, remarks))
        else:
            _fill(into, output, sheet, wishes, remarks, is_scaled=scale)
    sentences = remarks.sentences()
    for sentence in sentences:
        click.echo(f"grader: {sentence}", err=True)
    return ExitCode.NOT_ALL_POINTS if sentences else ExitCode.ALL_POINTS


def _fill(
    into: Path, output: Path | None, sheet: Sheet, wishes: Wishes, remarks: Remarks, *, is_scaled: bool
) -> None:
    """Fill in a platform's own file, and say what was done."""
    from grader.classroom.exports.cells import read_table
    from grader.classroom.exports.filling import Filling

    table = read_table(into)
    filled = Filling(table, into, sheet, wishes, is_scaled=is_scaled).fill(remarks)
    _write(output, [table.as_bytes()])
    n_filled, n_changed = filled.n_filled, filled.n_changed
    said = f"{n_filled} {'learner has' if n_filled == 1 else 'learners have'} points in the file; "
    said += f"{n_changed} {'cell was' if n_changed == 1 else 'cells were'} changed."
    if filled.nobody:
        names, n_more = ", ".join(filled.nobody[:5]), len(filled.nobody) - 5
        said += (
            f" Not in the gradebook, and left as they were: {names}{f' and {n_more} more' * (n_more > 0)}."
        )
    click.echo(said, err=True)


def _columns(opened: Gradebook, given: tuple[str, ...]) -> dict[str, str]:
    """Return what columns are called, by the exercise's stem."""
    columns = {}
    for text in given:
        name, equals, column = text.partition("=")
        if not equals or not column.strip():
            raise UsageError(f"“{text}” names no column; write it like --column 'ex03=Update rule (4711)'.")
        columns[stem_of(opened, name.strip())] = column.strip()
    return columns


def _write(output: Path | None, pieces: Any) -> None:
    """Write to a file that is whole or not changed, or to standard output."""
    if output is not None and str(output) != "-":
        write_whole(output, pieces, what="export")
        return
    for piece in pieces:
        if isinstance(piece, bytes):
            sys.stdout.buffer.write(piece)
        else:
            write_out(piece, color=False)


# Its commands join the group when they are imported; this comes last, for it needs what is above.
from grader.cli import export_packs  # noqa: E402, F401
