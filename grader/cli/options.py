"""Arguments and options that several commands have, each stated once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.errors import GraderError, UsageError
from grader.languages import ENGLISH, is_known, use, wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from click.shell_completion import CompletionItem

    from grader.kit import Kit

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

#: Where a command's context keeps the language that was named for it.
_LANGUAGE = "grader.language"

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


def _speak(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Speak the language that was named, if it is one of ours; a kit's own is looked up with the kit."""
    if value:
        context.meta[_LANGUAGE] = value
    with suppress(UsageError):
        use(str(context.meta.get(_LANGUAGE) or "") or wanted())


def _complete_language(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the languages whose codes begin with what was typed so far."""
    from click.shell_completion import CompletionItem

    from grader.languages.catalogue import known_languages

    codes = sorted({ENGLISH, *known_languages()})
    return [CompletionItem(code) for code in codes if code.startswith(incomplete.lower())]


#: It changes no value of a command: from here on learners are spoken to in that language.
language_option: Decorator = click.option(
    "--language",
    metavar="CODE",
    expose_value=False,
    callback=_speak,
    is_eager=True,  # before an argument is missed, which is said in that language
    shell_complete=_complete_language,
    help="Speak this language, such as de. Default: GRADER_LANGUAGE, or the kit's.",
)


def open_kit(path: Path | None) -> Kit:
    """Return the kit that a learner's command is about, and speak the language that is wanted.

    An option comes before the variable GRADER_LANGUAGE, and that before what the workspace or the kit
    says in its settings.

    Raises
    ------
    UsageError
        There is no such kit, or nobody speaks that language.
    """
    from grader.kit import find_kit

    kit = find_kit(path)
    speak_as_wanted(kit)
    return kit


def speak_as_wanted(kit: Kit) -> None:
    """Speak the language that the command, the environment, the workspace or the kit asks for."""
    context = click.get_current_context(silent=True)
    named = context.meta.get(_LANGUAGE) if context is not None else None
    language = str(named or "") or wanted() or kit.language
    use(language, (kit.root / "languages",))


def begin_in_english(kit: Path | None) -> None:
    """Speak English again, for only learners' commands, which have the option themselves, speak otherwise.

    What instructors keep, such as a gradebook, must not depend on anybody's language.

    Raises
    ------
    UsageError
        The language that was named before the command is neither ours nor the kit's.
    """
    named = click.get_current_context().meta.get(_LANGUAGE)
    if named and not is_known(str(named)):
        open_kit(kit)
    use(ENGLISH)


def exercise_argument(**options: Any) -> Decorator:
    """Return the argument EXERCISE, which a shell can complete."""
    return click.argument("exercise", shell_complete=complete_exercise, **options)


def complete_exercise(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the exercises whose names begin with what was typed so far."""
    from click.shell_completion import CompletionItem

    kit = _kit_to_complete(context)
    return [
        CompletionItem(stem[:4], help=stem[5:].replace("_", " "))
        for stem in (kit.stems if kit is not None else ())
        if stem.startswith(incomplete.lower())
    ]


def complete_concept(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the concepts whose ids begin with what was typed so far."""
    from click.shell_completion import CompletionItem

    kit = _kit_to_complete(context)
    names = kit.concepts if kit is not None else ()
    return [CompletionItem(name) for name in names if name.startswith(incomplete.lower())]


def complete_misconception(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the misconceptions whose ids begin with what was typed so far."""
    from click.shell_completion import CompletionItem

    from grader.maths.misconceptions import CATALOGUE

    return [CompletionItem(name) for name in CATALOGUE if name.startswith(incomplete.lower())]


def complete_page(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the misconceptions and concepts, each of which has a page, as far as they fit."""
    found = complete_misconception(context, parameter, incomplete)
    known = {item.value for item in found}
    concepts = complete_concept(context, parameter, incomplete)
    return found + [item for item in concepts if item.value not in known]


def _kit_to_complete(context: click.Context) -> Kit | None:
    """Return the kit that a command line will be about; None if there is none yet."""
    from grader.kit import find_kit

    try:
        return find_kit(context.params.get("kit") or context.obj)
    except GraderError:
        return None
