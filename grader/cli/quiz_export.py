"""`grader quiz export`: concepts for Anki, Moodle and other programs; no logic, lazy imports."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import click

from grader.cli.options import json_option
from grader.cli.output import MAX_WIDTH, warn, write_json, write_out, write_whole
from grader.errors import ExitCode, UsageError
from grader.kit import find_kit

#: The formats and what they are for; `grader.quiz.exports.formats` has a row for each.
NAMES = ("anki", "anki-tsv", "moodle", "qti12", "qti21", "json")
PARTS = ("items", "cards", "interview", "figures")

EPILOG = """\b
Formats:
  anki      a package for Anki, AnkiDroid and AnkiMobile
            (needs: pip install 'gradient-descent-grader[anki]')
  anki-tsv  a text file for Anki, without figures
  moodle    questions for Moodle's question bank
  qti12     quizzes in QTI 1.2 as Canvas has it
  qti21     items and tests in QTI 2.1
  json      everything, for programs of your own

\b
Examples:
  grader quiz export anki
  grader quiz export moodle simultaneous-update -o week3.xml
  grader quiz export qti12 --variants 5 --seed 2026"""


@click.command(epilog=EPILOG)
@click.argument("format_", metavar="FORMAT", type=click.Choice(NAMES))
@click.argument("concepts", nargs=-1, metavar="[CONCEPT]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; - is standard output.")
@click.option(
    "--variants",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="How many of each item whose numbers are drawn.",
)
@click.option("--seed", default="export", show_default=True, help="Which variants.")
@click.option("--maths", type=click.Choice(("latex", "mathml")), help="Other than the format's usual way.")
@click.option("--without", multiple=True, type=click.Choice(PARTS), help="Leave these out; may be repeated.")
@click.option("--pages", default="", metavar="URL", help="Where the built pages are, for links to lessons.")
@click.option("--title", default="", help="Of the course; the kit's own title if left out.")
@click.option("--language", default="en", show_default=True, help="Of the words around the questions.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything is lost.")
@json_option
@click.option(
    "--kit", type=click.Path(path_type=Path), help="Folder with exercises/, solutions/ and quizzes/."
)
@click.pass_obj
def export(
    group_kit: Path | None,
    format_: str,
    concepts: tuple[str, ...],
    output: Path | None,
    variants: int,
    seed: str,
    maths: str | None,
    without: tuple[str, ...],
    pages: str,
    title: str,
    language: str,
    strict: bool,
    as_json: bool,
    kit: Path | None,
) -> int:
    """Write all concepts, or those that are named, for another program.

    Afterwards a report says what the format cannot carry, item by item. docs/quiz-export.md says how
    each file is imported.
    """
    from grader.quiz.course import read_course
    from grader.quiz.exports.formats import FORMATS, now, web_address
    from grader.quiz.exports.gathering import Choosing, gather
    from grader.quiz.exports.losses import report_data, report_text

    row = FORMATS[format_]
    choosing = Choosing(
        concepts,
        variants,
        seed,
        maths or row.notation,  # type: ignore[arg-type]  # click has checked it
        frozenset(without),
        title,
        language,
        web_address(pages),
    )
    bank = gather(read_course(find_kit(kit or group_kit)), choosing)
    made = row.write(bank, now())
    target = output or Path(row.file)
    is_piped = str(target) == "-"
    if is_piped:
        _write_bytes(made.content)
    else:
        write_whole(target, made.content, "export")
    data = report_data(bank, format_, "standard output" if is_piped else target, made.losses)
    if as_json and not is_piped:
        write_json(data)
    elif as_json:
        click.echo(json.dumps(data, indent=2), err=True)
    else:
        width = min(MAX_WIDTH, shutil.get_terminal_size((80, 24)).columns)
        text = report_text(data, width)
        click.echo(text, err=True, nl=False) if is_piped else write_out(text, color=False)
    return ExitCode.NOT_ALL_POINTS if strict and made.losses else ExitCode.ALL_POINTS


def _write_bytes(content: bytes) -> None:
    """Write a file to standard output; a reader that stops early is no fault."""
    if sys.stdout.isatty():
        raise UsageError("This would fill the screen with a file; name one with -o, or use a pipe.")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        warn("Whatever reads standard output stopped before the end.")
