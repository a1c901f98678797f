"""`grader gradebook`: show where learners stand, set points by hand, tell what happened."""

from __future__ import annotations

import getpass
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli import NearGroup
from grader.cli.options import json_option
from grader.cli.output import write_json, write_out
from grader.errors import ExitCode, UsageError, near_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.classroom.gradebook import Gradebook
    from grader.classroom.records import NotGraded, Standing

EPILOG = """\b
Examples:
  grader gradebook show
  grader gradebook set ada ex03 8 --why "shown in the lab that it works"
  grader gradebook set ada ex03 none --why "a mistake of mine"
  grader gradebook history ada ex03"""

SHOW_EPILOG = """\b
Examples:
  grader gradebook show
  grader gradebook show ada ex03
  grader gradebook show --json"""

SET_EPILOG = """\b
Examples:
  grader gradebook set ada ex03 none --why "a mistake of mine"
  grader gradebook set ada ex03 8 --why "shown in the lab" --who grace
  grader gradebook set ada ex03 8 --why "shown in the lab" --json"""

HISTORY_EPILOG = """\b
Examples:
  grader gradebook history ada ex03
  grader gradebook history ada ex03 --json"""

STANDINGS_SCHEMA = "grader/standings/1"
SET_SCHEMA = "grader/gradebook-set/1"
HISTORY_SCHEMA = "grader/history/1"

gradebook_option = click.option(
    "--gradebook",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=Path("gradebook.sqlite"),
    help="Default: gradebook.sqlite.",
)


@click.group(cls=NearGroup, epilog=EPILOG)
def gradebook() -> None:
    """Show where learners stand, set points by hand, tell what happened."""


@gradebook.command(epilog=SHOW_EPILOG)
@click.argument("learner", required=False)
@click.argument("exercise", required=False)
@json_option
@gradebook_option
def show(learner: str | None, exercise: str | None, as_json: bool, path: Path) -> int:
    """Show the points of all, of a LEARNER, or of a LEARNER in an EXERCISE."""
    from grader.classroom.gradebook import Gradebook

    with Gradebook(path) as opened:
        if learner is not None:
            learner = _learner(opened, learner)
        stem = stem_of(opened, exercise) if exercise is not None else None
        standings = opened.standings(learner=learner, exercise=stem)
        if as_json:
            not_graded = map(asdict, opened.not_graded(learner=learner, exercise=stem))
            _write_array(STANDINGS_SCHEMA, map(asdict, standings), not_graded)
            return ExitCode.ALL_POINTS
        found = 0
        for standing in standings:
            found += 1
            click.echo(_line(standing, opened))
        for number, problem in enumerate(opened.not_graded(learner=learner, exercise=stem)):
            found += 1
            if not number:
                click.echo("Not graded:")
            click.echo(f"  {_whose(problem)}  {problem.origin}: {problem.sentence}")
    if not found:
        click.echo("Nothing has been handed in.")
    return ExitCode.ALL_POINTS


@gradebook.command(name="set", epilog=SET_EPILOG)
@click.argument("learner")
@click.argument("exercise")
@click.argument("points", metavar="POINTS|none")
@click.option("--why", required=True, metavar="TEXT", help="The reason, which stays in the history.")
@click.option("--who", metavar="NAME", help="Who decides. Default: your user name.")
@json_option
@gradebook_option
def set_(
    learner: str, exercise: str, points: str, why: str, who: str | None, as_json: bool, path: Path
) -> int:
    """Set a LEARNER's POINTS in an EXERCISE by hand; “none” makes the graded ones count again.

    What counted before stays in the history, and the next `grader grade` does not change what was set.
    """
    from grader.classroom.gradebook import Gradebook
    from grader.classroom.grading import now
    from grader.classroom.records import Override

    value = _points(points)
    if not _in_one_line(why):
        raise UsageError("--why is empty; say in a few words why the points are set.")
    with Gradebook(path) as opened:
        learner, stem = _learner(opened, learner), stem_of(opened, exercise)
        most = next(one.max_points for one in opened.exercises() if one.exercise == stem)
        if value is not None and most and value > most:
            raise UsageError(f"{stem} has {most:g} points; {value:g} are more than there are.")
        if value is None and not any(
            standing.is_overridden for standing in opened.standings(learner=learner, exercise=stem)
        ):
            raise UsageError(
                f"Nothing was set by hand for {learner} in {stem}, so there is nothing to withdraw."
            )
        override = Override(learner, stem, value, who or _user(), _in_one_line(why), now())
        opened.override(override)
        opened.commit()
        (standing,) = opened.standings(learner=learner, exercise=stem)
        if as_json:
            write_json({"schema": SET_SCHEMA, "override": asdict(override), "standing": asdict(standing)})
        else:
            click.echo(_line(standing, opened))
    return ExitCode.ALL_POINTS


@gradebook.command(epilog=HISTORY_EPILOG)
@click.argument("learner")
@click.argument("exercise")
@json_option
@gradebook_option
def history(learner: str, exercise: str, as_json: bool, path: Path) -> int:
    """Tell what happened to a LEARNER in an EXERCISE, oldest first."""
    from grader.classroom.gradebook import Gradebook

    with Gradebook(path) as opened:
        events = opened.history(_learner(opened, learner), stem_of(opened, exercise))
    if as_json:
        _write_array(HISTORY_SCHEMA, map(asdict, events))
        return ExitCode.ALL_POINTS
    for event in events:
        points = "" if event.points is None else f"  {event.points:g} points"
        if event.kind == "handed-in":
            late = ", late" if event.late else ""
            text = f"handed in  {event.detail} ({event.sha256[:12]}{late})"
        elif event.kind == "graded":
            text = f"graded     {event.detail} ({event.sha256[:12]}){points}"
        elif event.kind == "not-graded":
            text = f"not graded {event.detail}"
        elif event.points is None:
            text = f"withdrawn  by {event.who}: {event.detail}"
        else:
            text = f"set        by {event.who}: {event.detail}{points}"
        click.echo(f"{event.at}  {text}")
    if not events:
        click.echo("Nothing has happened yet.")
    return ExitCode.ALL_POINTS


def _write_array(
    schema: str, rows: Iterable[dict[str, Any]], not_graded: Iterable[dict[str, Any]] | None = None
) -> None:
    """Write rows as JSON, one a line and as they come: a class of any size fits."""
    import json

    write_out(f'{{"schema": "{schema}"', color=False)
    for key, values in (("rows", rows), ("not_graded", not_graded)):
        if values is None:
            continue
        write_out(f', "{key}": [', color=False)
        for number, row in enumerate(values):
            write_out(f"{',' if number else ''}\n{json.dumps(row)}", color=False)
        write_out("\n]", color=False)
    write_out("}\n", color=False)


def _line(standing: Standing, opened: Gradebook) -> str:
    """Return where a learner stands in one line."""
    points = "–" if standing.points is None else f"{standing.points:g}"
    notes = [standing.outcome or ("not graded yet" if standing.sha256 else "nothing handed in")]
    if not standing.sha256 and any(opened.not_graded(learner=standing.learner, exercise=standing.exercise)):
        notes = ["not graded"]
    if standing.is_overridden:
        notes.append("set by hand")
    if standing.late:
        notes.append("late")
    return f"{_whose(standing)}  {points} of {standing.max_points:g}  {', '.join(notes)}"


def _whose(row: Standing | NotGraded) -> str:
    """Return who it is and in which exercise."""
    name = f" ({row.name})" if row.name and row.name != row.learner else ""
    short = row.exercise.partition("_")[0]
    return f"{row.learner}{name}  {short}" if short else f"{row.learner}{name}"


def _learner(opened: Gradebook, name: str) -> str:
    """Return the learner that is meant: by what the gradebook calls them, by name, or by part of either."""
    found: list[str] = []
    known: list[str] = []
    wanted = name.casefold()
    for learner in opened.learners():
        if learner.learner == name:
            return name
        if wanted in learner.learner.casefold() or wanted in learner.name.casefold():
            found.append(learner.learner)
        if len(known) < 10_000:
            known.append(learner.learner)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"Several learners may be meant by “{name}”: {', '.join(found[:5])}; name one whole."
        )
    near = near_names(name, known)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`grader gradebook show` lists them."
    raise UsageError(f"There is no learner “{name}” in the gradebook. {hint}")


def stem_of(opened: Gradebook, name: str) -> str:
    """Return the exercise that is meant, of those in the gradebook."""
    return opened.resolve(name)


def _points(text: str) -> float | None:
    if text == "none":
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise UsageError(f"“{text}” are no points; give a number from 0, or none to withdraw.")
    return value


def _in_one_line(text: str) -> str:
    """Return a reason as it can stand in a line of the history."""
    from grader.feedback.characters import harmless

    return harmless(" ".join(text.split()))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"
