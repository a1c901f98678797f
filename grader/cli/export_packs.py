"""The parts of `grader export` that make more than a table: feedback, an autograder, a workflow."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from grader.cli.export import EXERCISES, FEEDBACK, export
from grader.cli.gradebook import gradebook_option, stem_of
from grader.cli.options import exercise_argument, kit_option, language_option, open_kit
from grader.cli.output import warn, write_out, write_whole
from grader.errors import ExitCode, UsageError
from grader.feedback.gradescope import VISIBILITIES
from grader.kit import FeedbackPolicy, find_kit

WORKFLOW = Path(".github/workflows/grader.yml")

FEEDBACK_EPILOG = """\b
Examples:
  grader export feedback returned
  grader export feedback returned --zip --exercise ex03
  grader export feedback returned --as text --feedback input"""

AUTOGRADER_EPILOG = """\b
Examples:
  grader export gradescope-autograder ex03
  grader export gradescope-autograder ex03 --visibility after_due_date --seed-file secret.txt"""

WORKFLOW_EPILOG = """\b
Examples:
  grader export github-classroom ex01 ex03
  grader export github-classroom --kit-repository course/kit@v3
  grader export github-classroom ex01 ex03 ex04 --force"""


@export.command(epilog=FEEDBACK_EPILOG, short_help="A page or text for each learner.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--as", "form", type=click.Choice(["html", "text"]), default="html", help="Default: html.")
@click.option("--zip", "as_zip", is_flag=True, help="Write DIR.zip instead, as Moodle takes it.")
@gradebook_option
@EXERCISES
@FEEDBACK
@kit_option
@language_option
@click.pass_obj
def feedback(
    group_kit: Path | None,
    folder: Path,
    form: str,
    as_zip: bool,
    path: Path,
    exercises: tuple[str, ...],
    feedback: str | None,
    kit: Path | None,
) -> int:
    """Write each learner's feedback to DIR, a new folder.

    What came from Moodle goes back in Moodle's own folders, everything else in one folder for each learner.
    The kit's policy says how much is told of a failed check; --feedback may tell less.
    """
    from grader.classroom.exports.feedback_files import feedback_files
    from grader.classroom.exports.forms import Remarks
    from grader.classroom.exports.packing import new_folder, write_files
    from grader.classroom.exports.sheet import Sheet
    from grader.classroom.exports.words import stricter
    from grader.classroom.gradebook import Gradebook
    from grader.zips import packed

    found_kit = open_kit(kit or group_kit)
    policy = stricter(found_kit.feedback, FeedbackPolicy(feedback) if feedback else None)
    remarks = Remarks()
    with Gradebook(path) as opened:
        sheet = Sheet(opened, [stem_of(opened, name) for name in exercises])
        files = feedback_files(sheet, policy, "html" if form == "html" else "text", remarks, found_kit)
        if as_zip:
            target = folder if folder.suffix == ".zip" else folder.with_name(f"{folder.name}.zip")
            found = dict(files)
            write_whole(target, packed(found), what="feedback")
            count = len(found)
        else:
            target = folder
            with new_folder(folder) as draft:
                count = write_files(draft, files)
    write_out(f"{target}: {count} files of feedback, at the level “{policy.value}”.\n", color=False)
    for sentence in remarks.sentences():
        warn(sentence)
    return ExitCode.NOT_ALL_POINTS if remarks.sentences() else ExitCode.ALL_POINTS


@export.command(
    "gradescope-autograder", epilog=AUTOGRADER_EPILOG, short_help="A zip that judges on Gradescope."
)
@exercise_argument()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=Path("autograder.zip"),
    help="Default: autograder.zip; standard output if it is “-”.",
)
@click.option(
    "--isolation",
    type=click.Choice(["strict", "default"]),
    default="strict",
    help="strict, the default, gives no score where nothing can be isolated.",
)
@click.option("--visibility", type=click.Choice(VISIBILITIES), default="visible", help="Default: visible.")
@click.option(
    "--seed-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Holds the secret that inputs are drawn from. Default: a new one.",
)
@FEEDBACK
@kit_option
@click.pass_obj
def gradescope_autograder(
    group_kit: Path | None,
    exercise: str,
    output: Path,
    isolation: str,
    visibility: str,
    seed_file: Path | None,
    feedback: str | None,
    kit: Path | None,
) -> int:
    """Write the zip with which Gradescope judges EXERCISE.

    It holds the engine, both halves of the exercise and a secret seed: give it to nobody but Gradescope.
    """
    from grader.classroom.exports.autograder import autograder_zip
    from grader.classroom.exports.words import stricter
    from grader.classroom.secret import given_secret

    chosen = find_kit(kit or group_kit).exercise(exercise)
    policy = stricter(chosen.feedback, FeedbackPolicy(feedback) if feedback else None)
    secret = given_secret(seed_file) if seed_file is not None else None
    seed = secret.seed if secret is not None else None
    content = autograder_zip(chosen, isolation=isolation, visibility=visibility, feedback=policy, seed=seed)
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        return ExitCode.ALL_POINTS
    write_whole(output, content, what="autograder")
    write_out(f"{output}: judges {chosen.short}; upload it under “Configure Autograder”.\n", color=False)
    return ExitCode.ALL_POINTS


@export.command("github-classroom", epilog=WORKFLOW_EPILOG, short_help="A workflow that judges at a push.")
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=WORKFLOW,
    help=f"Default: {WORKFLOW.as_posix()}; standard output if it is “-”.",
)
@click.option("--requirement", default="", metavar="TEXT", help="What pip installs. Default: this version.")
@click.option(
    "--kit-repository",
    default="",
    metavar="OWNER/NAME[@REF]",
    help="Private repository with the suites, if they are not those that ship with the grader.",
)
@click.option("--force", is_flag=True, help="Replace the file also if somebody has edited it.")
@kit_option
@click.pass_obj
def github_classroom(
    group_kit: Path | None,
    exercises: tuple[str, ...],
    output: Path,
    requirement: str,
    kit_repository: str,
    force: bool,
    kit: Path | None,
) -> int:
    """Write the workflow that judges EXERCISE, or all, at each push, and show lines for the README.

    One that is there is replaced if it is as the grader wrote it. One that somebody has edited is kept.
    """
    from grader.classroom.exports.github_classroom import CourseKit, readme_lines, workflow

    chosen = find_kit(kit or group_kit)
    stems = [chosen.resolve(name) for name in exercises] or list(chosen.stems)
    course_kit = CourseKit.parse(kit_repository) if kit_repository else None
    if course_kit is None and chosen.id != "shipped":
        raise UsageError(
            "The suites of this kit do not ship with the grader; say where GitHub finds them: "
            "--kit-repository OWNER/NAME, a private repository with the kit."
        )
    text = workflow(stems, requirement=requirement, course_kit=course_kit)
    if str(output) == "-":
        write_out(text, color=False)
        return ExitCode.ALL_POINTS
    if not force:
        _refuse_edited(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{output.parent} cannot be made: {error.strerror}.") from None
    was = "replaced" if output.exists() else "written"
    write_whole(output, text, what="workflow")
    # Not among the lines that are meant for a README.
    click.echo(f"{output} was {was}. These lines are for the README beside it:\n", err=True)
    write_out(readme_lines(stems, course_kit), color=False)
    return ExitCode.ALL_POINTS


def _refuse_edited(output: Path) -> None:
    """Refuse to replace a workflow that holds somebody's work."""
    from grader.classroom.exports.github_classroom import is_as_written

    if not output.is_file():
        return
    try:
        text = output.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{output} cannot be read: {error.strerror}.") from None
    if not is_as_written(text):
        raise UsageError(
            f"{output} has been edited, or is not ours, and was kept. --force replaces it; -o - shows what "
            "would be written."
        )
