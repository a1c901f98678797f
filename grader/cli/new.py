"""`grader new`: a new exercise from a cost, whole but for what a person has to write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import json_option
from grader.cli.output import Style, write_json, write_out
from grader.errors import ExitCode, UsageError
from grader.kit import find_kit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.kit import Kit

EPILOG = """\b
A cost is written with + - * / **, numbers, and
  abs cos exp huber log max min sigmoid sin sqrt tanh
  Piecewise((value, condition), (value, True))   or   a if c else b
  sum(X[i, j]*w[j], j)   mean(..., i)
x[i] is one number a sample, X[i, j] one a sample and feature, w[j] a vector
of parameters; what has no i is a parameter. huber(e, d) is e**2/2 up to
|e| = d and straight beyond.

\b
Examples:
  grader new ex22_huber --cost 'mean(huber(w*x[i] + b - y[i], 1), i)'
  grader new ex23_cubic --prediction 'a*x[i]**3 + b*x[i] + c'
  grader new ex24_margin --prediction 'w*x[i] + b' --loss 'log(1 + exp(-Y*F))'
  grader new ex25_valley --cost '(u - 1)**2 + 10*(v - u**2)**2'"""


@click.command(epilog=EPILOG)
@click.argument("name")
@click.option("--cost", metavar="J", help="The whole cost: of parameters alone, or a mean(..., i).")
@click.option("--prediction", metavar="F", help="Instead of a cost: the prediction of sample i.")
@click.option("--loss", metavar="L", help="With it: the loss over F and Y. Default: (F - Y)**2/2.")
@click.option("--target", metavar="Y", help="What is predicted. Default: y[i].")
@click.option(
    "--labels", type=click.Choice(["real", "0/1", "-1/1"]), help="The targets. Default: by the loss."
)
@click.option("--parameters", metavar="NAMES", help="Such as 'w, b', in the order of the arguments.")
@click.option("--title", default="", help="Default: the words of the name.")
@json_option
@click.option("--kit", type=click.Path(path_type=Path), help="Folder with exercises/ and solutions/.")
@click.option("--no-color", is_flag=True, help="No colours; so does the variable NO_COLOR.")
@click.pass_obj
def new(
    group_kit: Path | None,
    name: str,
    cost: str | None,
    prediction: str | None,
    loss: str | None,
    target: str | None,
    labels: str | None,
    parameters: str | None,
    title: str,
    as_json: bool,
    kit: Path | None,
    no_color: bool,
) -> int:
    """Make exercise NAME, such as ex22_huber, from a cost.

    Its gradient, the worked example, the shapes, a stub, a reference that passes, the mathematics and the
    hidden checks are derived and written into both halves of the kit. What a person has to write is
    marked with WRITE: in the files. Nothing that is there is ever overwritten.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = _own_kit(kit or group_kit)
    from grader.authoring.scaffold import check_name, state, write_exercise

    check_name(found, name)
    statement = state(
        cost=cost, prediction=prediction, loss=loss, target=target, parameters=parameters, labels=labels
    )
    files = write_exercise(found, name, statement, title)
    if as_json:
        from grader.toml_document import shown

        paths = [shown(file) for file in files]
        write_json({"schema": "grader/new/1", "exercise": name, "files": paths, "n_to_write": _marks(files)})
        return ExitCode.ALL_POINTS
    write_out(_told(files, kit or group_kit, name), color=style.color)
    return ExitCode.ALL_POINTS


def _own_kit(path: Path | None) -> Kit:
    """Return the kit that is named or that the working folder is in, never the one that is shipped."""
    found = find_kit(path)
    if path is None and found.root.resolve() not in (here := Path.cwd().resolve(), *here.parents):
        raise UsageError(
            "There is no kit in this folder. Name one with --kit PATH, a folder with exercises/ and "
            "solutions/."
        )
    return found


def _told(files: Sequence[Path], kit: Path | None, name: str) -> str:
    """Return what was written, where a person has to go on, and how to see what is left."""
    from grader.toml_document import shown

    lines = [shown(file) for file in files]
    marks = _marks(files)
    option = f" --kit {kit}" if kit is not None else ""
    lines += [
        "",
        f"{marks} texts are left for you; each is marked with WRITE: and is listed by",
        f"  grader validate {name[:4]}{option}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _marks(files: Sequence[Path]) -> int:
    """Return how many texts a person has to write."""
    return sum(file.read_text(encoding="utf-8").count("WRITE:") for file in files)
