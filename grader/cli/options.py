"""Arguments and options that several commands have, each stated once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.errors import GraderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

kit_option: Decorator = click.option(
    "--kit", type=click.Path(path_type=Path), help="Folder with exercises/ and solutions/."
)
json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="For a program, not for a person."
)
color_option: Decorator = click.option(
    "--no-color", is_flag=True, help="No colours; so does the variable NO_COLOR."
)
pager_option: Decorator = click.option("--no-pager", is_flag=True, help="All at once, however long it is.")


def exercise_argument(**options: Any) -> Decorator:
    """Return the argument EXERCISE, which a shell can complete."""
    return click.argument("exercise", shell_complete=complete_exercise, **options)


def complete_exercise(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[click.shell_completion.CompletionItem]:
    """Return the exercises whose names begin with what was typed so far."""
    from click.shell_completion import CompletionItem

    from grader.kit import find_kit

    try:
        kit = find_kit(context.params.get("kit") or context.obj)
    except GraderError:
        return []
    return [
        CompletionItem(stem[:4], help=stem[5:].replace("_", " "))
        for stem in kit.stems
        if stem.startswith(incomplete.lower())
    ]
