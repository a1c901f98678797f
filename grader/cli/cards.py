"""`grader cards`: flash cards in the terminal, due ones first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from grader.cli.options import color_option, json_option, kit_option
from grader.cli.output import Style, warn, write_out
from grader.errors import ExitCode
from grader.kit import find_kit

if TYPE_CHECKING:
    from pathlib import Path

    from grader.kit import Kit
    from grader.quiz.terminal.deck import Deck

#: So many cards that were never rated are begun in a day.
NEW_A_DAY = 10

EXAMPLES = """\b
Examples:
  grader cards
  grader cards simultaneous-update
  grader cards --new 0
  grader cards --due"""


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
@json_option
@kit_option
@color_option
@click.pass_obj
def cards(
    group_kit: Path | None,
    concept: str | None,
    n_new: int,
    only_counts: bool,
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
    found = find_kit(kit or group_kit)
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
        warn(sentence)
    if as_json:
        write_out(to_json(done, deck, _now(), ascii_only=not style.unicode), color=False)
    codes = {"interrupted": ExitCode.INTERRUPTED, "not-recorded": ExitCode.USAGE}
    return codes.get(done.ended, ExitCode.ALL_POINTS)


def _now() -> datetime:
    return datetime.now(UTC)


def _read_deck(kit: Kit, concept: str | None, n_new: int) -> Deck:
    """Return the cards with what is remembered of them."""
    from grader.progress import StateError, read_met, read_schedule, set_apart
    from grader.quiz.bundles import derive_all
    from grader.quiz.course import read_course
    from grader.quiz.terminal.choosing import read_bundles
    from grader.quiz.terminal.deck import Deck, begun_on, make_cards

    bundles = read_bundles(read_course(kit), concept)
    if concept is None and bundles.missing():
        warn("The cards are worked out once, which takes some seconds.")
        derive_all(kit)
        bundles.make_missing()
    data = [card for name in bundles.keys for card in bundles.one(name)["cards"]]
    meanings = {card["id"]: card["meaning"] for card in data}
    known, warning = read_schedule(kit.id, meanings)
    warn(warning)
    if concept is None:
        try:
            set_apart(kit.id, meanings)
        except StateError as error:
            warn(str(error))
    return Deck(make_cards(data, known, read_met(kit.id)), n_new - begun_on(known, _now()))


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
