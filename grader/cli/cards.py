"""`grader cards`: flash cards in the terminal, due ones first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.options import color_option, json_option, kit_option, language_option, open_kit
from grader.cli.output import Style, warn, write_json, write_out
from grader.errors import ExitCode, UsageError
from grader.languages import say, say_counted, spoken

if TYPE_CHECKING:
    from grader.kit import Kit
    from grader.quiz.terminal.deck import Deck

#: So many cards that were never rated are begun in a day.
NEW_A_DAY = 10

EXAMPLES = """\b
Examples:
  grader cards
  grader cards simultaneous-update
  grader cards --new 0
  grader cards --due
  grader cards --import progress-shipped.json"""


@click.command(epilog=EXAMPLES)
@click.argument("concept", required=False, metavar="[CONCEPT]")
@click.option(
    "--new",
    "n_new",
    type=click.IntRange(0, 10_000),
    default=NEW_A_DAY,
    show_default=True,
    metavar="INTEGER",
    help="Begin at most so many new cards a day.",
)
@click.option("--due", "only_counts", is_flag=True, help="Only say how many cards are due, new and later.")
@click.option(
    "--import",
    "saved",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Take in what the quiz pages saved, where they saw a card later, and end.",
)
@json_option
@kit_option
@language_option
@color_option
@click.pass_obj
def cards(
    group_kit: Path | None,
    concept: str | None,
    n_new: int,
    only_counts: bool,
    saved: Path | None,
    as_json: bool,
    kit: Path | None,
    no_color: bool,
) -> int:
    """Review the cards of CONCEPT, or of all concepts: those that are due come first.

    Cards about a mistake that you met since come before them, new ones after. Enter turns a card; then 1 to 4
    say how well you knew it: again, hard, good, easy. u undoes the last rating, q ends. Every rating is kept
    at once. When a card comes back is worked out by py-fsrs, which the extra “cards” installs.
    """
    style = Style.chosen(no_color=no_color, verbose=False, to_file=False)
    found = open_kit(kit or group_kit)
    if saved is not None:
        return _take_in(found, saved, as_json=as_json)
    if only_counts:
        return _show_counts(_read_deck(found, concept, n_new), style, as_json=as_json)
    from grader.cli.console import open_dialogue_of_keys
    from grader.quiz.terminal.fsrs_schedule import load_schedule
    from grader.quiz.terminal.reviewing import review, to_json

    schedule = load_schedule()
    deck = _read_deck(found, concept, n_new)
    with open_dialogue_of_keys(style, to_stderr=as_json) as dialogue:
        done = review(deck, dialogue, found.id, schedule, _now)
    for sentence in done.warnings:
        warn(spoken(sentence))
    if as_json:
        write_out(to_json(done, deck, _now(), ascii_only=not style.unicode), color=False)
    codes = {"interrupted": ExitCode.INTERRUPTED, "not-recorded": ExitCode.USAGE}
    return codes.get(done.ended, ExitCode.ALL_POINTS)


def _now() -> datetime:
    return datetime.now(UTC)


def _read_cards(kit: Kit, concept: str | None) -> list[dict[str, Any]]:
    """Return the cards of a concept, or of all, as a page's data."""
    from grader.quiz.bundles import derive_all
    from grader.quiz.course import read_course
    from grader.quiz.terminal.choosing import read_bundles

    bundles = read_bundles(read_course(kit), concept)
    if concept is None and bundles.missing():
        warn(say("The cards are worked out once, which takes some seconds."))
        derive_all(kit)
        bundles.make_missing()
    return [card for name in bundles.names for card in bundles.one(name)["cards"]]


def _read_deck(kit: Kit, concept: str | None, n_new: int) -> Deck:
    """Return the cards with what is remembered of them."""
    from grader.progress import StateError, read_met, read_schedule, set_apart
    from grader.quiz.terminal.deck import Deck, begun_on, make_cards

    data = _read_cards(kit, concept)
    meanings = {card["id"]: card["meaning"] for card in data}
    known, warning = read_schedule(kit.id, meanings)
    warn(spoken(warning))
    if concept is None:
        try:
            set_apart(kit.id, meanings)
        except StateError as error:
            warn(spoken(error.args[0]))
    return Deck(make_cards(data, known, read_met(kit.id)), n_new - begun_on(known, _now()))


def _take_in(kit: Kit, file: Path, *, as_json: bool) -> int:
    """Take in what the pages saved, and say of how many cards that was."""
    from grader.progress import StateError, read_saved, take_in

    saved = read_saved(file)
    meanings = {card["id"]: card["meaning"] for card in _read_cards(kit, None)}
    try:
        n_taken = take_in(kit.id, saved, meanings)
    except StateError as error:
        raise UsageError(error.args[0]) from None
    if as_json:
        write_json({"schema": "grader/cards-import/1", "n_saved": len(saved), "n_taken": n_taken})
    else:
        text = say_counted(
            "{count} card of {n_saved} taken in; the others are no newer, or not in this kit.",
            "{count} cards of {n_saved} taken in; the others are no newer, or not in this kit.",
            n_taken,
            n_saved=len(saved),
        )
        write_out(f"{text}\n", color=False)
    return ExitCode.ALL_POINTS


def _show_counts(deck: Deck, style: Style, *, as_json: bool) -> int:
    from grader.feedback.page import MIN_WIDTH, Page
    from grader.quiz.terminal.deck import count_by_concept, counts_to_json, put_counts

    counts = count_by_concept(deck.cards, _now())
    if as_json:
        write_out(counts_to_json(counts, ascii_only=not style.unicode), color=False)
        return ExitCode.ALL_POINTS
    page = Page(max(style.width, MIN_WIDTH), color=style.color, unicode=style.unicode)
    put_counts(page, counts)
    write_out(page.text(), color=style.color)
    return ExitCode.ALL_POINTS
