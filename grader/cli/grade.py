"""`grader grade`: grade all submissions of a class and keep the results in a gradebook."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.check import ISOLATIONS, Isolation
from grader.cli.options import json_option, kit_option
from grader.cli.output import write_out
from grader.errors import ExitCode, KitError, NotIsolatedError, UsageError
from grader.kit import find_kit
from grader.machine import n_cores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from grader.classroom.grading import Assignment, Engine, Tally
    from grader.classroom.intake import Intake
    from grader.classroom.judging import Settings
    from grader.classroom.records import Learner
    from grader.kit import Kit

ENGINES = ("local", "dask")
GRADEBOOK = Path("gradebook.sqlite")

EPILOG = """\b
Examples:
  grader grade handed_in --dry-run
  grader grade moodle.zip --exercise ex03 --roster course.csv
  grader grade handed_in --jobs 8 --seed-file secret.txt
  grader grade handed_in --dry-run --json

\b
Exit codes:
  0    everything was graded, whatever it came to
  1    something was not graded; the last lines say what
  2    wrong usage, a broken kit, or a gradebook that cannot be written
  3    our own fault
  4    isolation was demanded and cannot be had
  130  interrupted; the same command goes on"""


@click.command(epilog=EPILOG)
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--exercise", metavar="EXERCISE", help="The only exercise that counts; else each file's own.")
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help="Who is enrolled.")
@click.option(
    "--gradebook",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=GRADEBOOK,
    help="Where results are kept. Default: gradebook.sqlite.",
)
@click.option("--dry-run", is_flag=True, help="Show who was found and what is missing; grade nothing.")
@click.option("--regrade", is_flag=True, help="Judge again what has a result.")
@click.option(
    "--seed-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Holds the secret that inputs are drawn from. Default: GRADER_SEED, else one beside the gradebook.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Judges at work; one for each core.")
@click.option(
    "--isolation",
    type=click.Choice(ISOLATIONS),
    default="strict",
    help="strict, the default, refuses to run without full isolation.",
)
@click.option("--engine", type=click.Choice(ENGINES), default="local", help="Where submissions are judged.")
@click.option("--scheduler", metavar="ADDRESS", help="Dask's, such as tcp://host:8786.")
@click.option("--prefix", default="", metavar="TEXT", help="What names of cloned repositories begin with.")
@json_option
@kit_option
@click.pass_obj
def grade(
    group_kit: Path | None,
    submissions: Path,
    exercise: str | None,
    roster: Path | None,
    gradebook: Path,
    dry_run: bool,
    regrade: bool,
    seed_file: Path | None,
    jobs: int | None,
    isolation: Isolation,
    engine: str,
    scheduler: str | None,
    prefix: str,
    as_json: bool,
    kit: Path | None,
) -> int:
    """Grade SUBMISSIONS, a folder or a zip, and keep the results in a gradebook.

    Folders of learners, files with their names, downloads of Canvas and Moodle, Gradescope's export and
    clones of repositories are understood, as are notebooks. What was graded before and has not changed is
    not judged again: after an interruption the same command goes on.
    """
    if (engine == "dask") != (scheduler is not None):
        raise UsageError("--engine dask and --scheduler ADDRESS belong together; give both or neither.")
    if engine == "dask" and jobs is not None:
        raise UsageError("--jobs is for this machine; with Dask every thread of a worker has a judge.")
    from grader.classroom.grading import read_all
    from grader.classroom.intake import Intake
    from grader.cli.grading_words import Words

    chosen = find_kit(kit or group_kit)
    stem = chosen.resolve(exercise) if exercise is not None else None
    words, began = Words(), time.monotonic()
    with _heard_as_interrupt():
        try:
            with (
                _known(gradebook, roster) as known,
                Intake(
                    submissions,
                    chosen,
                    exercise=stem,
                    roster=roster,
                    prefix=prefix,
                    known=known,
                    progress=words.looking,
                ) as intake,
            ):
                if not as_json:
                    words.tell_found(intake, chosen, with_names=dry_run)
                tally = None
                if dry_run:
                    read_all(intake)
                else:
                    tally = _grade(
                        intake, chosen, gradebook, regrade, seed_file, jobs, isolation, scheduler, words
                    )
                if as_json:
                    words.end_progress()
                    _write_run(intake, chosen, submissions, gradebook, tally, time.monotonic() - began)
                else:
                    if tally is not None:
                        words.tell_result(tally, gradebook)
                    words.tell_missing(intake)
                    words.tell_problems(intake, tally)
                is_whole = _is_whole(intake, tally)
        except KeyboardInterrupt:
            words.tell_interrupted()
            return ExitCode.INTERRUPTED
        finally:
            words.end_progress()
    return ExitCode.ALL_POINTS if is_whole else ExitCode.NOT_ALL_POINTS


@contextmanager
def _known(gradebook: Path, roster: Path | None) -> Iterator[Iterator[Learner]]:
    """Give whom a gradebook knows, if there is one and a roster that may call them otherwise."""
    if roster is None or not gradebook.is_file():
        yield iter(())
        return
    from grader.classroom.gradebook import Gradebook

    with Gradebook(gradebook) as opened:
        yield opened.learners()


def _is_whole(intake: Intake, tally: Tally | None) -> bool:
    """Tell whether there is something, and all of it can be graded, or was."""
    from grader.classroom.intake_findings import NOT_GRADED

    return (
        bool(intake.counts())
        and next(intake.problems(*NOT_GRADED), None) is None
        and not (tally and tally.n_faults)
    )


def _write_run(
    intake: Intake, kit: Kit, submissions: Path, gradebook: Path, tally: Tally | None, seconds: float
) -> None:
    """Write what came of it for a program."""
    from grader.classroom.as_json import Run, run_to_json

    run = Run(
        submissions=str(submissions),
        titles={stem: kit.exercise(stem).title for stem in intake.counts()},
        gradebook=None if tally is None else str(gradebook),
        tally=tally,
        seconds=seconds,
    )
    for piece in run_to_json(intake, run):
        write_out(piece, color=False)


def _grade(
    intake: Intake,
    kit: Kit,
    gradebook: Path,
    is_regrade: bool,
    seed_file: Path | None,
    jobs: int | None,
    isolation: Isolation,
    scheduler: str | None,
    words: object,
) -> Tally:
    """Grade what was found."""
    from grader.classroom.gradebook import Gradebook
    from grader.classroom.grading import Grading
    from grader.classroom.judging import Settings
    from grader.classroom.secret import given_secret, secret_beside
    from grader.cli.grading_words import Words

    assert isinstance(words, Words)
    if not intake.counts():
        raise UsageError("No submission was found that can be graded; --dry-run says why, file by file.")
    # What was named and cannot be read ends it before there is a gradebook; one that cannot be opened before
    # a seed is made.
    secret = given_secret(seed_file)
    with Gradebook(gradebook, create=True) as opened:
        if not intake.has_roster and opened.has_roster():
            raise UsageError(
                f"{gradebook} was graded with a roster, which says who is who there; give --roster again."
            )
        if secret is None:
            secret, said = secret_beside(gradebook)
            if said:
                click.echo(said, err=True)
        if opened.is_of_other_seeds(secret.seed_id):
            click.echo("The gradebook's results are of another seed, so everything is judged anew.", err=True)
        settings = Settings(str(kit.root.resolve()), isolation, secret.seed)
        grading = Grading(intake, opened, _assignments(kit, intake, secret.seed_id), is_regrade=is_regrade)
        if grading.goes_on_from:
            words.tell_going_on(grading.goes_on_from)
        with _engine(settings, jobs, scheduler, kit, [*intake.counts()]) as running:
            return grading.run(running, words.progress)


def _assignments(kit: Kit, intake: Intake, seed_id: str) -> dict[str, Assignment]:
    """Return the exercises that something was meant for, with what their results depend on."""
    from grader.classroom.conditions import conditions_of
    from grader.classroom.grading import Assignment
    from grader.feedback.entries import read_points

    found = {}
    for stem in intake.stems():
        exercise = kit.exercise(stem)
        points, faults = read_points(exercise.suite)
        if faults:
            raise KitError(faults)
        found[stem] = Assignment(exercise.title, points or 0.0, conditions_of(exercise, seed_id))
    return found


@contextmanager
def _engine(
    settings: Settings, jobs: int | None, scheduler: str | None, kit: Kit, stems: list[str]
) -> Iterator[Engine]:
    """Start an engine, and end it."""
    if scheduler is not None:
        from grader.classroom.distributed import DaskEngine

        say = lambda sentence: click.echo(f"grader: {sentence}", err=True)  # noqa: E731
        with DaskEngine(settings, scheduler, kit, stems, say) as distributed:
            yield distributed
        return
    if settings.mode == "strict":
        _refuse_without_isolation()
    from grader.classroom.local import LocalEngine

    with LocalEngine(settings, jobs or n_cores()) as local:
        yield local


def _refuse_without_isolation() -> None:
    """Say at once that isolation cannot be had, before anything is started or recorded."""
    from grader.sandbox import Sandbox

    with Sandbox("strict") as sandbox:
        try:
            assert sandbox.isolation
        except NotIsolatedError as error:
            raise NotIsolatedError(f"{error} Nothing was graded.") from None


@contextmanager
def _heard_as_interrupt() -> Iterator[None]:
    """Hear a request to end, such as a batch system's, as Ctrl-C: what came is kept, judges are ended."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
