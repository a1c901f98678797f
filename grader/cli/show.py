"""`grader show`: draw a submission's path beside the right one."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli import EXIT_CODES
from grader.cli.check import ISOLATIONS, MAX_SEED, Isolation, own_file, read
from grader.cli.options import (
    color_option,
    exercise_argument,
    json_option,
    kit_option,
    language_option,
    open_kit,
)
from grader.cli.output import Style, write_json, write_out, write_whole
from grader.errors import ExitCode, UsageError
from grader.exercise import FeedbackPolicy
from grader.feedback.characters import whole
from grader.languages import say, spoken
from grader.wording import sentence

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.notebook.cells import Gathered
    from grader.plot.picture import Picture, Track

SCHEMA = "grader/show/1"
SUFFIXES = (".svg", ".png")


EXAMPLES = """\b
Examples:
  grader show ex03
  grader show 3 submission.py --of update
  grader show ex03 submission.py -o path.svg"""


@click.command(epilog=f"{EXAMPLES}\n\n{EXIT_CODES}")
@exercise_argument()
@click.argument("file", required=False)
@click.option("--of", "function", metavar="FUNCTION", default="", help="Draw this function's path.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the picture to a file, .svg or .png.",
)
@click.option("--seed", type=click.IntRange(0, MAX_SEED), metavar="INTEGER", help="Draw other data.")
@json_option
@kit_option
@language_option
@click.option("--isolation", type=click.Choice(ISOLATIONS), default="default", help="As in grader check.")
@color_option
@click.pass_obj
def show(
    group_kit: Path | None,
    exercise: str,
    file: str | None,
    function: str,
    output: Path | None,
    seed: int | None,
    as_json: bool,
    kit: Path | None,
    isolation: Isolation,
    no_color: bool,
) -> int:
    """Draw FILE's path beside the right one, on the cost of EXERCISE.

    EXERCISE and FILE are as in grader check. The exit code is 0 if both paths are the same.
    """
    found = open_kit(kit or group_kit)
    chosen = found.exercise(exercise)
    path = file if file is not None else own_file(found, chosen, "show")
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise UsageError(
            sentence("{output} ends neither in .svg nor in .png; name the picture so.", output=output)
        )
    picture, reason = draw(
        chosen, *read(chosen, path), isolation=isolation, seed=seed, function=function, warns=True
    )
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    if as_json:
        if picture is not None and output is not None:
            write_picture(picture, chosen, output)
        write_json(_values(chosen, path, picture, reason))
        return ExitCode.ALL_POINTS if picture is not None and picture.is_same else ExitCode.NOT_ALL_POINTS
    write_out(present(chosen, picture, reason, style, output), color=style.color)
    return ExitCode.ALL_POINTS if picture is not None and picture.is_same else ExitCode.NOT_ALL_POINTS


def draw(
    exercise: Exercise,
    raw: bytes,
    gathered: Gathered | None,
    *,
    isolation: Isolation,
    seed: int | None = None,
    function: str = "",
    warns: bool = False,
) -> tuple[Picture | None, str]:
    """Return the picture of a submission, or None and the sentence that says why there is none."""
    if exercise.feedback is not FeedbackPolicy.FULL:
        return None, say("Nothing is drawn: this kit's feedback policy keeps expected values to itself.")
    source = raw.decode("utf-8") if gathered is None else gathered.text
    from grader.sandbox import Sandbox

    with Sandbox(isolation) as sandbox:
        worker = sandbox.open(source, limits=exercise.limits, filename=exercise.stub.name)
        if isolation == "strict":
            assert sandbox.isolation
        from grader.plot.showing import picture_of

        picture, reason = picture_of(exercise, worker, seed, function)
        if warns and isolation == "default" and sandbox.isolation.tier == "C":
            click.echo(say("not isolated: {reason}", reason=sandbox.isolation.reason), err=True)
    if gathered is not None:
        from grader.checking.placed import with_place

        reason = with_place(reason, gathered)
        if picture is not None:
            picture = replace(picture, notes=tuple(with_place(note, gathered) for note in picture.notes))
    if picture is not None:
        notes = tuple(spoken(note) for note in picture.notes)
        picture = replace(picture, title=spoken(picture.title), notes=notes)
    return picture, spoken(reason)


def present(
    exercise: Exercise, picture: Picture | None, reason: str, style: Style, output: Path | None = None
) -> str:
    """Return what the terminal shows of a picture; write it to a file where one is named."""
    if picture is None:
        return f"{spoken(reason)}\n"
    if output is not None:
        return write_picture(picture, exercise, output)
    from grader.plot.as_text import to_text

    return to_text(
        picture, head=exercise.short, width=min(style.width, 100), color=style.color, unicode=style.unicode
    )


def write_picture(picture: Picture, exercise: Exercise, output: Path) -> str:
    """Write a picture to a file and return the sentence that says so."""
    if output.suffix.lower() == ".png":
        from grader.plot.as_png import to_png

        write_whole(output, to_png(picture, head=exercise.short))
    else:
        from grader.plot.as_svg import to_svg

        write_whole(output, to_svg(picture, head=exercise.short))
    return say("{output} shows {title}.\n", output=output, title=picture.title)


def _values(exercise: Exercise, path: str, picture: Picture | None, reason: str) -> dict[str, Any]:
    """Return what a program is told: both paths as numbers; null where one is not finite."""

    def track(one: Track) -> dict[str, Any]:
        points = [[value if isfinite(value) else None for value in point] for point in one.points.tolist()]
        return {"points": points, "ended": whole(one.ended)}

    drawn = None
    if picture is not None:
        drawn = {
            "kind": picture.kind,
            "title": picture.title,
            "function": picture.function,
            "axes": [picture.x_label, picture.y_label],
            "is_same": bool(picture.is_same),
            "right": track(picture.right),
            "yours": track(picture.yours),
            "notes": [whole(spoken(note)) for note in picture.notes],
        }
    return {
        "schema": SCHEMA,
        "exercise": exercise.stem,
        "file": whole(path),
        "message": whole(spoken(reason)),
        "picture": drawn,
    }
