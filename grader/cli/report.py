"""`grader report`: one page, or JSON, on what a class has not understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import kit_option
from grader.errors import ExitCode, GraderError, UsageError

if TYPE_CHECKING:
    from grader.classroom.class_report.records import ClassReport

EPILOG = """\b
Examples:
  grader report
  grader report --exercise ex03 --exercise ex04 -o monday.html
  grader report --site quiz-pages --anonymous
  grader report --json -o class.json"""

PAGE = Path("report.html")


@click.command(epilog=EPILOG)
@click.option(
    "--gradebook",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=Path("gradebook.sqlite"),
    help="Default: gradebook.sqlite.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to. Default: report.html; of --json, standard output.",
)
@click.option("--json", "as_json", is_flag=True, help="For a program, not for a person.")
@click.option(
    "--exercise",
    "exercises",
    multiple=True,
    metavar="EXERCISE",
    help="Only this one; may be given again. Default: all.",
)
@click.option("--anonymous", is_flag=True, help="Number the learners instead of naming them.")
@click.option(
    "--site", default="", metavar="FOLDER|URL", help="The pages of `grader quiz build`, to link to."
)
@kit_option
@click.pass_obj
def report(
    group_kit: Path | None,
    path: Path,
    output: Path | None,
    as_json: bool,
    exercises: tuple[str, ...],
    anonymous: bool,
    site: str,
    kit: Path | None,
) -> int:
    """Write a page on what the class has not understood, from its gradebook.

    What to say on Monday comes first; then scores, mistakes by exercise, checks that many failed, wrong
    answers in common, and what is worth a look. The page is one file that asks for nothing from the network.
    """
    from grader.classroom.class_report.links import Site
    from grader.classroom.class_report.making import make_class_report
    from grader.classroom.gradebook import Gradebook
    from grader.cli.output import can_show, write_out, write_whole

    if as_json and site:
        raise UsageError("--site is for the page; JSON holds the ids that its links are made of.")
    target = output or PAGE
    pages = Site(site, target.parent)
    with Gradebook(path) as opened:
        stems = [opened.resolve(name) for name in exercises]
        made = make_class_report(opened, stems, is_anonymous=anonymous)
    if as_json:
        from grader.classroom.class_report.as_json import class_report_to_json

        text = class_report_to_json(made, ascii_only=output is None and not can_show("ü∂“"))
        if output is None:
            write_out(text, color=False)
        else:
            write_whole(output, text)
        return ExitCode.ALL_POINTS
    from grader.classroom.class_report.page import STATIC, TEMPLATES, render_page
    from grader.quiz.rendering import HERE, Looks, Renderer

    titles = _titles(kit or group_kit, made)
    looks = Looks((TEMPLATES, HERE / "templates"), (STATIC, HERE / "static"))
    write_whole(target, render_page(made, Renderer(looks, elsewhere=pages.address), pages, titles))
    write_out(_in_short(made, target), color=False)
    return ExitCode.ALL_POINTS


def _titles(kit: Path | None, made: ClassReport) -> dict[str, str]:
    """Return the titles of the kit's concepts; none where a gradebook is looked at without a kit."""
    from grader.classroom.class_report.naming import concept_titles
    from grader.kit import find_kit

    try:
        root = find_kit(kit).root
    except GraderError:
        if kit is not None:
            raise
        return {}
    return concept_titles(root / "quizzes", made)


def _in_short(made: ClassReport, target: Path) -> str:
    """Return where the page is, and what it begins with."""
    totals = made.totals
    lines = [
        f"{target}: {_counted(totals.n_active, 'learner')}, {_counted(len(made.exercises), 'exercise')}, "
        f"{totals.n_graded} of {totals.n_handed_in} hand-ins graded"
        + (f", {totals.n_not_graded} more cannot be" if totals.n_not_graded else "")
    ]
    lines += [
        f"  {mistake.misconception}: {mistake.n_learners} of {_counted(totals.n_judged_learners, 'learner')}"
        for mistake in made.mistakes[:3]
    ]
    return "".join(f"{line}\n" for line in lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
