"""`grader start`: lay out a workspace, or complete one, without changing anything that is there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, json_option, kit_option, language_option, speak_as_wanted
from grader.cli.output import Style, write_out
from grader.errors import ExitCode, UsageError
from grader.feedback.page import MIN_WIDTH, Page
from grader.kit import find_kit, shipped_kit
from grader.languages import say
from grader.wording import counted, sentence
from grader.workspace import foreign_files, lay_out

if TYPE_CHECKING:
    from grader.kit import Kit
    from grader.workspace import LaidOut

SCHEMA = "grader/start/1"
_MOST_NAMES = 3
_MOST_FILES = 10

EXAMPLES = """\b
Examples:
  grader start gradient-descent
  grader start .
  grader start week3 --kit my_kit"""


@click.command(epilog=EXAMPLES)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@json_option
@kit_option
@language_option
@color_option
@click.pass_obj
def start(
    group_kit: Path | None, folder: Path | None, as_json: bool, kit: Path | None, no_color: bool
) -> int:
    """Lay out a workspace in DIR: the exercises, a README, settings for editors.

    Nothing that is there is changed, so that the same command also completes a workspace that was half
    made, or adds the exercises of a later version. Without DIR the working folder is taken, if it is empty
    or a workspace. With --kit, what is solved in it is judged by that kit, else by the shipped one.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    named = kit or group_kit
    if folder is None:
        _refuse_foreign(Path())
        folder = Path()
    elif folder.exists() and not folder.is_dir():
        raise UsageError(sentence("{folder} is a file; name a folder, which need not exist.", folder=folder))
    chosen = find_kit(named) if named is not None else _of_workspace(folder)
    speak_as_wanted(chosen)
    done = lay_out(chosen, folder, names_kit=named is not None)
    if as_json:
        write_out(_as_json(done, ascii_only=not style.unicode), color=False)
    else:
        write_out(_in_words(done, chosen, style), color=style.color)
    return ExitCode.ALL_POINTS


def _refuse_foreign(folder: Path) -> None:
    """Keep exercises from being spread among other files because a name was forgotten."""
    names = foreign_files(folder)
    if names:
        shown = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
        raise UsageError(
            sentence(
                "This folder has other files in it ({shown}). Name a new folder: grader start "
                "gradient-descent; or “grader start .” if you mean this one.",
                shown=shown,
            )
        )


def _of_workspace(folder: Path) -> Kit:
    """Return the kit that a workspace names, if the folder is one; else the shipped kit."""
    from grader.kit import is_kit, is_workspace

    return find_kit(folder) if is_workspace(folder) and not is_kit(folder) else shipped_kit()


def _in_words(done: LaidOut, kit: Kit, style: Style) -> str:
    """Return what was done and what to do now."""
    page = Page(max(style.width, MIN_WIDTH), color=style.color, unicode=style.unicode)
    exercises = counted("{count} exercise", "{count} exercises", len(kit.stems))
    is_here = done.folder.resolve() == Path.cwd().resolve()
    where = sentence("This folder") if is_here else str(done.folder)
    if not done.was_there:
        page.wrapped(
            say("{where} is now a workspace with {exercises}.", where=where, exercises=exercises),
            indent=0,
            style="bold",
        )
        if done.kept:
            kept = ", ".join(done.kept)
            page.wrapped(say("Left as it was, for it was there already: {kept}.", kept=kept), indent=0)
    elif done.written:
        page.wrapped(
            say("{where} is a workspace with {exercises}. Added:", where=where, exercises=exercises),
            indent=0,
            style="bold",
        )
        for name in done.written[:_MOST_FILES]:
            page.wrapped(name, indent=2)
        if len(done.written) > _MOST_FILES:
            page.wrapped(say("and {count} more files", count=len(done.written) - _MOST_FILES), indent=2)
    else:
        page.wrapped(
            say(
                "{where} is a workspace with {exercises}; nothing was missing.",
                where=where,
                exercises=exercises,
            ),
            indent=0,
            style="bold",
        )
    page.blank()
    if not is_here:
        page.line(f"  cd {shlex.quote(str(done.folder))}")
    first = kit.stems[0][:4]
    rows = (
        ("grader next", say("which exercise to begin with")),
        (f"grader check {first}", say("what is right and what is not yet")),
        (f"grader watch {first}", say("the same at each save")),
    )
    are_columns = page.width >= 27 + max(len(page.plain(text)) for _, text in rows)
    for command, text in rows:
        if are_columns:
            page.line(f"  {command:<25}{page.plain(text)}")
        else:
            page.line(f"  {command}")
            page.wrapped(text, indent=4)
    return page.text()


def _as_json(done: LaidOut, *, ascii_only: bool) -> str:
    values = {
        "schema": SCHEMA,
        "folder": str(done.folder.resolve()),
        "was_there": done.was_there,
        "written": list(done.written),
        "kept": list(done.kept),
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only) + "\n"
