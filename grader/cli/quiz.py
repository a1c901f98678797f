"""`grader quiz`: asks items, checks concepts, shows variants, builds pages; no logic, lazy imports."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import NearGroup
from grader.cli.options import complete_concept, complete_page, json_option, speak_as_wanted
from grader.cli.output import warn, write_json, write_out
from grader.cli.quiz_export import export
from grader.cli.quiz_take import take
from grader.errors import ExitCode
from grader.kit import Kit, find_kit
from grader.languages import ENGLISH, current, say

EXAMPLES = """\b
Examples:
  grader quiz take simultaneous-update
  grader quiz check
  grader quiz build -o pages
  grader quiz open sequential-update
  grader quiz variants simultaneous-update/type-b
  grader quiz export moodle
  grader quiz schema"""


def _examples(*lines: str) -> str:
    """Return what the help of a command ends in."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


_LANGUAGE = click.option(
    "--language",
    metavar="CODE",
    help="Of the words around the concepts. Default: the one that you are spoken to.",
)
_KIT = click.option(
    "--kit", type=click.Path(path_type=Path), help="Folder with exercises/, solutions/ and quizzes/."
)


@click.group(cls=NearGroup, epilog=EXAMPLES)
@_KIT
@click.pass_context
def quiz(context: click.Context, kit: Path | None) -> None:
    """Take quizzes; check concepts and build their lessons, quizzes, cards and sheets.

    A concept is one file, quizzes/<id>.toml; docs/quiz-format.md describes it.
    """
    context.obj = kit or context.obj


quiz.add_command(take)
quiz.add_command(export)


@quiz.command(
    epilog=_examples(
        "grader quiz check", "grader quiz check learning-rate --strict", "grader quiz check --json"
    )
)
@click.argument("concepts", nargs=-1, metavar="[CONCEPT]...", shell_complete=complete_concept)
@click.option("--strict", is_flag=True, help="Warnings count as faults.")
@json_option
@_KIT
@click.pass_obj
def check(
    group_kit: Path | None, concepts: tuple[str, ...], strict: bool, as_json: bool, kit: Path | None
) -> int:
    """Report every fault of all concepts, or of those that are named.

    Each fault is one line: file, line, id, key and what to do. The exit code is 1 if there are faults;
    warnings alone leave it at 0.
    """
    from grader.quiz.check import check_course

    course = _course(find_kit(kit or group_kit))
    findings = check_course(course, concepts)
    faults = [finding for finding in findings if strict or not finding.is_warning]
    looked = len(concepts) or len(course.files)
    if as_json:
        write_json({
            "schema": "grader/quiz-check/1",
            "n_concepts": looked,
            "n_faults": len(faults),
            "findings": [
                {
                    "path": finding.fault.path,
                    "line": finding.fault.line,
                    "message": finding.fault.message,
                    "warning": finding.is_warning,
                }
                for finding in findings
            ],
        })  # fmt: skip
        return ExitCode.NOT_ALL_POINTS if faults else ExitCode.ALL_POINTS
    lines = [f"{finding}\n" for finding in findings]
    n_warnings = len(findings) - len(faults)
    after = f", {n_warnings} {'warning' if n_warnings == 1 else 'warnings'}" if n_warnings else ""
    summary = (
        f"{looked} {'concept' if looked == 1 else 'concepts'}, "
        f"{len(faults) or 'no'} {'fault' if len(faults) == 1 else 'faults'}{after}\n"
    )
    write_out("".join([*lines, summary]), color=False)
    return ExitCode.NOT_ALL_POINTS if faults else ExitCode.ALL_POINTS


@quiz.command(
    epilog=_examples(
        "grader quiz variants simultaneous-update/type-b",
        "grader quiz variants simultaneous-update/type-b --seed k3f9",
    )
)
@click.argument("item", metavar="CONCEPT/ITEM")
@click.option("--seed", help="Say which variant this seed means on a page.")
@json_option
@_KIT
@click.pass_obj
def variants(group_kit: Path | None, item: str, seed: str | None, as_json: bool, kit: Path | None) -> int:
    """List every draw of an item, with its key; and the draws that are left out, with the reason."""
    from grader.quiz.listing import list_variants, variants_as_values

    course = _course(find_kit(kit or group_kit))
    if as_json:
        write_json(variants_as_values(course, item, seed))
    else:
        write_out(list_variants(course, item, seed), color=False)
    return ExitCode.ALL_POINTS


@quiz.command(
    epilog=_examples(
        "grader quiz build -o pages",
        "grader quiz build learning-rate convexity --no-keys",
        'grader quiz build --title "Machine learning 1" --language en',
    )
)
@click.argument("concepts", nargs=-1, metavar="[CONCEPT]...", shell_complete=complete_concept)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("quiz-pages"),
    show_default=True,
    help="Folder for the pages.",
)
@click.option("--title", default="", help="Of the course; the kit's own title if left out.")
@_LANGUAGE
@click.option("--no-keys", is_flag=True, help="Leave out what is right, and all feedback.")
@click.option("--seed", default="paper", show_default=True, help="Of the variants on printed sheets.")
@json_option
@_KIT
@click.pass_obj
def build(
    group_kit: Path | None,
    concepts: tuple[str, ...],
    output: Path,
    title: str,
    language: str | None,
    no_keys: bool,
    seed: str,
    as_json: bool,
    kit: Path | None,
) -> int:
    """Build the pages of all concepts, or of those that are named.

    Each page is one file that asks for nothing from the network; open index.html, or put the folder on any
    web server. What has not changed since the last build is left alone.
    """
    from grader.quiz.site import Options, build_site

    found = find_kit(kit or group_kit)
    options = Options(title, _words(found, language), not no_keys, concepts, seed)
    built = build_site(_course(found), output, options)
    if as_json:
        pages = {"written": built.written, "kept": built.kept, "removed": built.removed}
        write_json({"schema": "grader/quiz-build/1", "index": str(output / "index.html"), **pages})
        return ExitCode.ALL_POINTS
    removed = f", {len(built.removed)} removed" if built.removed else ""
    text = f"{output / 'index.html'}: {len(built.written)} pages made, {len(built.kept)} unchanged{removed}\n"
    write_out(text, color=False)
    return ExitCode.ALL_POINTS


@quiz.command("list", epilog=_examples("grader quiz list", "grader quiz list --json"))
@json_option
@_KIT
@click.pass_obj
def list_(group_kit: Path | None, as_json: bool, kit: Path | None) -> int:
    """Show the concepts: title, items, variants, cards."""
    from grader.quiz.listing import concepts_as_values, list_concepts

    course = _course(find_kit(kit or group_kit))
    if as_json:
        write_json(concepts_as_values(course))
    else:
        write_out(list_concepts(course), color=False)
    return ExitCode.ALL_POINTS


@quiz.command(
    "open",
    epilog=_examples(
        "grader quiz open",
        "grader quiz open sequential-update",
        "grader quiz open cards",
        "grader quiz open learning-rate --print",
    ),
)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete_page)
@click.option("--print", "only_print", is_flag=True, help="Print the page's path and open nothing.")
@_LANGUAGE
@json_option
@_KIT
@click.pass_obj
def open_(
    group_kit: Path | None,
    name: str | None,
    only_print: bool,
    language: str | None,
    as_json: bool,
    kit: Path | None,
) -> int:
    """Open the page about a misconception, a concept or a lab; the index if none is named.

    ID is one such as sequential-update or learning-rate, or cards for the flash cards. The pages are built
    first, where they are not there yet or something changed; they need no network. The address tells them
    which mistakes you met, so that the cards about these come first. With --json nothing is opened.
    """
    from grader.progress import read_met
    from grader.quiz.opening import built_page, open_in_browser, page_of, pages_folder, with_met

    found = find_kit(kit or group_kit)
    words = _words(found, language)
    page_of(found, name)  # a name that means nothing is said before anything is built
    if not pages_folder(found, words).is_dir():
        warn(say("The pages are built once, which takes some seconds."))
    page = built_page(found, name, words)
    address = with_met(page.resolve().as_uri(), read_met(found.id))
    if as_json:
        write_json({"schema": "grader/quiz-open/1", "page": str(page), "address": address})
        return ExitCode.ALL_POINTS
    write_out(f"{page}\n", color=False)
    if not only_print and not open_in_browser(address):
        warn(say("No browser could be started; open the file yourself."))
    return ExitCode.ALL_POINTS


@quiz.command(epilog=_examples("grader quiz serve", "grader quiz serve --port 0"))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8642,
    show_default=True,
    help="Browsers keep progress by it; 0 for any free one.",
)
@_LANGUAGE
@_KIT
@click.pass_obj
def serve(group_kit: Path | None, port: int, language: str | None, kit: Path | None) -> int:
    """Serve the pages to this machine alone, until Ctrl-C.

    For browsers that keep no progress for files. Only this machine can reach the address.
    """
    from grader.progress import read_met
    from grader.quiz.opening import built_page, with_met
    from grader.quiz.serving import serve_folder

    found = find_kit(kit or group_kit)
    folder = built_page(found, None, _words(found, language)).parent
    met = read_met(found.id)

    def ready(address: str) -> None:
        write_out(f"{address} (Ctrl-C ends it)\n", color=False)
        if met:
            cards = with_met(f"{address}cards/all.html", met)
            write_out(f"Cards, those about mistakes you met first: {cards}\n", color=False)

    serve_folder(folder, port, ready)
    return ExitCode.ALL_POINTS


@quiz.command(epilog=_examples("grader quiz schema", "grader quiz schema > concept.schema.json"))
def schema() -> int:
    """Print the JSON Schema of a concept's file, for editors."""
    import json

    from grader.quiz.source import Concept

    write_out(json.dumps(Concept.model_json_schema(), indent=2, ensure_ascii=False) + "\n", color=False)
    return ExitCode.ALL_POINTS


def _words(kit: Kit, language: str | None) -> str:
    """Return the language of the words around the concepts; English where those are missing."""
    if language is not None:
        return language
    from grader.quiz.chrome import languages

    speak_as_wanted(kit)
    return current() if current() in languages(kit) else ENGLISH


def _course(kit: Kit):  # type: ignore[no-untyped-def]  # its type would be an import of the whole room
    from grader.quiz.course import read_course

    return read_course(kit)
