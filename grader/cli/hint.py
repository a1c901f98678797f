"""`grader hint`: an exercise's hints, one at a time, from a question to nearly the answer."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from grader.cli.options import (
    color_option,
    exercise_argument,
    json_option,
    kit_option,
    language_option,
    open_kit,
)
from grader.cli.output import Style, is_yes, write_out, yes_or_no
from grader.errors import ExitCode, UsageError
from grader.feedback.hints import Hints, hints_to_json, read_hints, render_hints
from grader.languages import say
from grader.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = """\b
Examples:
  grader hint ex03
  grader hint ex03 -n 2
  grader hint ex03 --all"""


@click.command(epilog=EXAMPLES)
@exercise_argument()
@click.option("-n", "--number", type=int, metavar="INTEGER", help="Show this hint. Default: the first.")
@click.option("--all", "show_all", is_flag=True, help="Show all hints in order.")
@json_option
@kit_option
@language_option
@color_option
@click.pass_obj
def hint(
    group_kit: Path | None,
    exercise: str,
    number: int | None,
    show_all: bool,
    as_json: bool,
    kit: Path | None,
    no_color: bool,
) -> int:
    """Show a hint for EXERCISE: first a question, last nearly the answer.

    EXERCISE is ex03, 3, 03 or the full name of its folder. At a terminal you are asked whether you want
    the next one.
    """
    if show_all and number is not None:
        raise click.UsageError("--all and --number exclude each other; give one of them.")
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    hints = read_hints(open_kit(kit or group_kit), exercise)
    n_hints = len(hints.texts)
    first = 1 if number is None else number
    if not 1 <= first <= n_hints:
        raise UsageError(
            counted(
                "There is no hint {first}: {short} has {count} hint; give -n 1.",
                "There is no hint {first}: {short} has {count} hints; give a number from 1 to {count}.",
                n_hints,
                first=first,
                short=hints.short,
            )
        )
    numbers = range(1, n_hints + 1) if show_all else range(first, first + 1)
    if as_json:
        write_out(hints_to_json(hints, numbers, ascii_only=not style.unicode), color=False)
        return ExitCode.ALL_POINTS
    if not show_all and _is_someone_there():
        _show_while_wanted(hints, first, style, kit or group_kit)
    else:
        _show(hints, numbers, _closing(hints, numbers[-1], kit or group_kit), style)
    return ExitCode.ALL_POINTS


def _show(hints: Hints, numbers: range, closing: str, style: Style, *, has_title: bool = True) -> None:
    """Write some hints to the terminal."""
    write_out(
        render_hints(
            hints,
            numbers,
            closing,
            has_title=has_title,
            width=style.width,
            color=style.color,
            unicode=style.unicode,
        ),
        color=style.color,
    )


def _closing(hints: Hints, last: int, kit: Path | None) -> str:
    """Return how to get the hint after this one, or where to go on if there is none."""
    where = f" --kit {shlex.quote(str(kit))}" if kit is not None else ""
    if last < len(hints.texts):
        line = f"grader hint {hints.short} -n {last + 1}{where}"
        return say("“{line}” shows the next hint.", line=line)
    line = f"grader check {hints.short}{where}"
    return say("This is the last hint. “{line}” judges your file.", line=line)


def _is_someone_there() -> bool:
    """Tell whether there is a person who can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _show_while_wanted(hints: Hints, first: int, style: Style, kit: Path | None) -> None:
    """Show one hint after another for as long as the next one is wanted."""
    n_hints = len(hints.texts)
    for number in range(first, n_hints):
        _show(hints, range(number, number + 1), "", style, has_title=number == first)
        if not _wants_next():
            _show(hints, range(0), _closing(hints, number, kit), style, has_title=False)
            return
    closing = _closing(hints, n_hints, kit)
    _show(hints, range(n_hints, n_hints + 1), closing, style, has_title=n_hints == first)


def _wants_next() -> bool:
    """Ask whether to go on; anything but a yes is a no."""
    write_out(f"\n  {say('Show the next hint?')} {yes_or_no()} ", color=False)
    sys.stdout.flush()
    answer = sys.stdin.readline()
    # Who ends the input (Ctrl-D) types no line end of their own.
    write_out("\n" if answer.endswith("\n") else "\n\n", color=False)
    return is_yes(answer)
