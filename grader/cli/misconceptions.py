"""`grader misconceptions`: the mistakes that the grader can name, and what each computes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from grader.cli.options import (
    color_option,
    complete_exercise,
    complete_misconception,
    json_option,
    kit_option,
    language_option,
    open_kit,
    pager_option,
)
from grader.cli.output import Style, warn, write_out
from grader.errors import ExitCode, KitError, UsageError, near_names
from grader.feedback.catalogue import (
    catalogue_to_json,
    misconception_to_json,
    render_catalogue,
    render_misconception,
)
from grader.languages import say
from grader.maths.misconceptions import CATALOGUE
from grader.wording import either, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from grader.feedback.applications import Application
    from grader.kit import Exercise, Kit
    from grader.maths.misconceptions import Misconception

EXAMPLES = """\b
Examples:
  grader misconceptions
  grader misconceptions --exercise ex03
  grader misconceptions sequential-update
  grader misconceptions missing-mean --exercise ex04"""


@click.command(epilog=EXAMPLES)
@click.argument("misconception", metavar="[ID]", required=False, shell_complete=complete_misconception)
@click.option(
    "--exercise",
    metavar="EXERCISE",
    shell_complete=complete_exercise,
    help="Those that can be met there, and its formulas.",
)
@json_option
@kit_option
@language_option
@pager_option
@color_option
@click.pass_obj
def misconceptions(
    group_kit: Path | None,
    misconception: str | None,
    exercise: str | None,
    as_json: bool,
    kit: Path | None,
    no_pager: bool,
    no_color: bool,
) -> int:
    """Show the mistakes that the grader can name, or one of them.

    With ID, such as missing-mean: what it means, what the mistaken code computes beside the right
    formula, the concept that explains it, and the exercises where it can be met. EXERCISE is ex03, 3,
    03 or the full name of its folder.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    if misconception is not None:
        one = _resolve(misconception)
        text = _about_one(one, found, exercise, style, as_json=as_json)
    else:
        text = _about_all(found, exercise, style, as_json=as_json)
    write_out(text, color=style.color, may_page=not no_pager and not as_json)
    return ExitCode.ALL_POINTS


def _resolve(name: str) -> Misconception:
    """Return the misconception that `name` means; a file's name has underscores where an id has hyphens."""
    key = re.sub(r"[\s_]+", "-", name.strip().lower())
    if key in CATALOGUE:
        return CATALOGUE[key]
    near = near_names(key, CATALOGUE)
    if re.fullmatch(r"(ex)?\d.*", key):
        hint = sentence("Did you mean “grader misconceptions --exercise {name}”?", name=name)
    elif near:
        hint = sentence("Did you mean {names}?", names=either(near))
    else:
        hint = sentence("“grader misconceptions” lists them.")
    raise UsageError(sentence("There is no misconception “{name}”. {hint}", name=name, hint=hint))


def _about_all(kit: Kit, exercise: str | None, style: Style, *, as_json: bool) -> str:
    """Return the list of all misconceptions, or of those that can be met in one exercise."""
    chosen: Exercise | None = None
    ids: Mapping[str, object] = CATALOGUE
    # Without an exercise no problem is read, and NumPy is not imported.
    if exercise is not None:
        chosen = kit.exercise(exercise)
        ids = applications_in(chosen)
    if as_json:
        return catalogue_to_json(ids, chosen, ascii_only=not style.unicode)
    return render_catalogue(ids, chosen, width=style.width, color=style.color, unicode=style.unicode)


def _about_one(
    misconception: Misconception, kit: Kit, exercise: str | None, style: Style, *, as_json: bool
) -> str:
    """Return the page about one misconception, with the formulas of one exercise where it can be met."""
    chosen = None if exercise is None else kit.exercise(exercise)
    found: dict[str, Sequence[Application]] = {}
    left_out: list[str] = []
    shown = chosen
    for stem in kit.stems:
        try:
            other = chosen if chosen is not None and chosen.stem == stem else kit.exercise(stem)
            there = applications_in(other).get(misconception.id)
        except KitError:
            # A fault in one exercise keeps nobody from reading about the others.
            if exercise is not None and stem == kit.resolve(exercise):
                raise
            left_out.append(stem)
            continue
        if there:
            found[stem] = there
            shown = shown or other
    if left_out:
        names = ", ".join(stem.partition("_")[0] for stem in left_out)
        warn(say("Left out, because of faults in their files: {names}.", names=names))
    if as_json:
        return misconception_to_json(misconception, found, chosen, ascii_only=not style.unicode)
    return render_misconception(
        misconception, found, shown, width=style.width, color=style.color, unicode=style.unicode
    )


def applications_in(exercise: Exercise) -> Mapping[str, Sequence[Application]]:
    """Return where each misconception can be met in an exercise."""
    from grader.feedback.applications import applications
    from grader.judge.procedure import load_procedures
    from grader.maths.cache import derivation_of

    stated = {name: [*procedure.wrong] for name, procedure in load_procedures(exercise.procedures).items()}
    return applications(exercise, derivation_of(exercise.problem), stated)
