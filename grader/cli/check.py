"""`grader check`: judge one submission and show the report."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from grader.cli import EXIT_CODES
from grader.cli.options import color_option, exercise_argument, kit_option, language_option, open_kit
from grader.cli.output import Style, append_step_summary, render, warn, write_out, write_whole
from grader.errors import ExitCode, GraderError, NotIsolatedError, UnreadableSubmissionError, UsageError
from grader.feedback.translated import in_language
from grader.languages import say, spoken
from grader.results import Outcome, Report
from grader.submission import read_submission
from grader.toml_document import shown
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.kit import Exercise, Kit
    from grader.notebook.cells import Gathered

FORMATS = ("terminal", "json", "junit", "github")
Isolation = Literal["strict", "default", "none"]

ISOLATIONS: tuple[Isolation, ...] = ("strict", "default", "none")
MAX_SEED = 2**63 - 1


EXAMPLES = """\b
Examples:
  grader check ex03
  grader check 3 submission.py -v
  grader check ex03 - < submission.py
  grader check ex03 submission.py --isolation strict --seed 20417 --json -o report.json"""


@click.command(epilog=f"{EXAMPLES}\n\n{EXIT_CODES}")
@exercise_argument()
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: terminal.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report to a file.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, MAX_SEED),
    metavar="INTEGER",
    help="Draw the inputs from this seed. Default: one of this machine's own.",
)
@kit_option
@language_option
@click.option(
    "--isolation",
    type=click.Choice(ISOLATIONS),
    default="default",
    help="strict refuses to run without full isolation; none asks for none.",
)
@color_option
@click.option("-v", "--verbose", is_flag=True, help="Details of all checks, what was printed, the seed.")
@click.option("--plot", is_flag=True, help="Draw your path beside the right one, as grader show does.")
@click.pass_obj
def check(
    group_kit: Path | None,
    exercise: str,
    file: str | None,
    as_json: bool,
    format_: str | None,
    output: Path | None,
    seed: int | None,
    kit: Path | None,
    isolation: Isolation,
    no_color: bool,
    verbose: bool,
    plot: bool,
) -> int:
    """Judge FILE with the hidden checks of EXERCISE.

    EXERCISE is ex03, 3, 03 or the full name of its folder. FILE is the exercise's own file in your
    workspace, or in the kit, if you name none, and standard input if it is “-”. A verdict for a person is
    remembered for “grader progress”; one with --seed, --json, --format or --output is not.
    """
    if as_json and format_ not in (None, "json"):
        raise click.UsageError(f"--json and --format {format_} exclude each other; give one of them.")
    format_ = "json" if as_json else format_ or "terminal"
    if plot and format_ != "terminal":
        raise click.UsageError(f"--plot is for people; leave it out with --format {format_}.")
    style = Style.chosen(no_color=no_color, verbose=verbose, to_file=output is not None)
    found = open_kit(kit or group_kit)
    style = replace(style, has_pages=found.has_concepts)
    chosen = found.exercise(exercise)
    path = file if file is not None else own_file(found, chosen)
    failure: Exception | None = None
    try:
        raw, gathered = read(chosen, path)
        judged = _judge(chosen, raw, gathered, path=path, isolation=isolation, seed=seed)
        report = in_language(judged, chosen.folder)
    except NotIsolatedError:
        raise
    except Exception as error:
        if format_ == "terminal":
            raise
        # A machine that asked for a report gets one; the sentence still goes to stderr.
        failure, report = error, _report_without_verdict(chosen, path, error)
    text = render(report, format_, style)
    if plot:
        from grader.cli.show import draw, present

        picture, sentence = draw(chosen, raw, gathered, isolation=isolation)
        text = f"{text}\n{present(chosen, picture, sentence, style)}"
    if output is not None:
        write_whole(output, text)
    else:
        write_out(text, color=style.color)
    if format_ == "github":
        append_step_summary(report)
    if failure is not None:
        raise failure
    if isolation == "default" and report.isolation.get("tier") == "C":
        reason = report.isolation.get("reason") or say("this machine offers no isolation")
        click.echo(say("not isolated: {reason}", reason=reason), err=True)
    code = exit_code(report)
    if format_ == "terminal" and output is None and seed is None:
        if code is ExitCode.ALL_POINTS:
            write_out(_after_a_pass(chosen, style), color=style.color)
        _remember(found, report)
    return code


def own_file(kit: Kit, exercise: Exercise, command: str = "check") -> str:
    """Return the file that a command is about if none is named."""
    if kit.workspace is not None:
        return shown(exercise.stub)
    # Nobody works on the file inside an installed package: what is meant lies here, or there is none yet.
    here = exercise.stub.name
    if os.path.isfile(here):
        return here
    line = f"grader {command} {exercise.short}"
    raise UsageError(
        sentence(
            "There is no {here} of yours here. “grader start” lays out a workspace, in which "
            "“{line}” finds the file; or name one: {line} FILE",
            here=here,
            line=line,
        )
    )


def _after_a_pass(exercise: Exercise, style: Style) -> str:
    """Return what a learner may do now."""
    from grader.feedback.page import MIN_WIDTH, Page

    page = Page(max(style.width, MIN_WIDTH), color=style.color, unicode=style.unicode)
    text = say(
        "“grader solution {short}” shows a solution beside yours, “grader next” what comes next.",
        short=exercise.short,
    )
    page.wrapped(text, indent=2, style="dim")
    return page.text()


def _remember(kit: Kit, report: Report) -> None:
    """Record the verdict, which is shown already, for the learner's progress."""
    from datetime import UTC, datetime

    from grader.progress import StateError, record_report

    try:
        warn(spoken(record_report(kit.id, report, datetime.now(UTC))))
    except StateError as error:
        warn(spoken(error.args[0]))


def read(exercise: Exercise, path: str) -> tuple[bytes, Gathered | None]:
    """Return a submission's bytes, and what was gathered of it if it is a notebook."""
    if not path.lower().endswith(".ipynb"):
        if path == shown(exercise.stub) and not os.path.lexists(path):
            raise gone(exercise)
        return read_submission(path), None
    # Only here: what reads notebooks is not needed on the way to an ordinary verdict.
    from grader.notebook.reading import read_gathered

    return read_gathered(path, [function.name for function in exercise.functions])


def gone(exercise: Exercise) -> UnreadableSubmissionError:
    """Return the error about an exercise's own file that is not where it was laid out."""
    if not os.path.isdir(exercise.stub.parent):
        reason = sentence("its folder is missing; “grader start .” in your workspace adds it.")
    else:
        reason = sentence(
            "there is no such file any more; “grader reset {short}” puts it back as it came.",
            short=exercise.short,
        )
    return UnreadableSubmissionError(shown(exercise.stub), reason)


def _judge(
    exercise: Exercise,
    raw: bytes,
    gathered: Gathered | None,
    *,
    path: str,
    isolation: Isolation,
    seed: int | None,
) -> Report:
    """Judge one submission in a sandbox of its own."""
    from grader.sandbox import Sandbox

    with Sandbox(isolation) as sandbox:
        # The sandbox starts in a process of its own while this one imports pytest and NumPy.
        from grader.checking import check as judge

        source = raw if gathered is None else gathered.source
        report = judge(exercise, source, path=path, sandbox=sandbox, seed=seed)
    if gathered is None:
        return report
    from grader.checking.placed import placed

    return placed(report, gathered, raw)


def _report_without_verdict(exercise: Exercise, path: str, error: Exception) -> Report:
    """Return the report on a submission that was not judged."""
    unreadable = isinstance(error, UnreadableSubmissionError)
    return Report(
        exercise=exercise.stem,
        title=exercise.title,
        path=path,
        sha256="",
        outcome=Outcome.UNREADABLE if unreadable else Outcome.GRADER_FAULT,
        message=spoken(error.text) if isinstance(error, GraderError) else f"{type(error).__name__}: {error}",
    )


def exit_code(report: Report) -> ExitCode:
    """Return what the command's exit status says about a report."""
    if report.outcome is Outcome.GRADER_FAULT:
        return ExitCode.OUR_FAULT
    if report.outcome is Outcome.UNREADABLE:
        return ExitCode.USAGE
    return ExitCode.ALL_POINTS if report.is_passed else ExitCode.NOT_ALL_POINTS
