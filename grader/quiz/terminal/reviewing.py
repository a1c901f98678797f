"""A review of cards: each is turned and rated, every rating is kept at once, the last one can be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grader.maths.misconceptions import CATALOGUE
from grader.progress import StateError, record_rating, take_back
from grader.quiz.terminal.deck import milliseconds
from grader.quiz.terminal.dialogue import LeftError, put
from grader.quiz.terminal.plain import blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.progress import Memory
    from grader.quiz.terminal.deck import Card, Deck
    from grader.quiz.terminal.dialogue import Dialogue

    #: From what is remembered of a card, a rating from 1 to 4 and a time to what will be remembered.
    Schedule = Callable[[Memory | None, int, datetime], Memory]

SCHEMA = "grader/cards/1"
RATINGS = {"1": "again", "2": "hard", "3": "good", "4": "easy"}
TURN, QUIT, UNDO = "", "q", "u"


@dataclass(frozen=True)
class Rated:
    """A rating that was kept, with what is needed to undo it."""

    card: Card
    rating: int
    before: Memory | None
    after: Memory
    was_urgent: bool


@dataclass
class Reviewed:
    """A review and how it ended.

    Attributes
    ----------
    ended : str
        `done`, `quit`, `end-of-input`, `interrupted`, or `not-recorded` if a rating could not be kept.
    ratings : list of Rated
        Without those that were undone.
    warnings : list of str
        What was wrong with the file.
    """

    ended: str = "done"
    ratings: list[Rated] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def review(
    deck: Deck, dialogue: Dialogue, kit_id: str, schedule: Schedule, clock: Callable[[], datetime]
) -> Reviewed:
    """Show cards until none is left for now or the learner leaves, and say what was done.

    Parameters
    ----------
    deck : Deck
        The cards.
    dialogue : Dialogue
        With whom.
    kit_id : str
        Under which ratings are remembered.
    schedule : callable
        Says when a card comes back.
    clock : callable
        Returns the time.
    """
    desk = _Desk(deck, dialogue, kit_id, schedule, clock)
    try:
        while card := deck.following(clock()):
            desk.show(card)
    except LeftError as left:
        desk.done.ended = left.how
    except KeyboardInterrupt:
        desk.done.ended = "interrupted"
    except StateError as error:
        desk.done.ended = "not-recorded"
        desk.done.warnings.append(str(error))
    desk.sum_up()
    return desk.done


@dataclass
class _Desk:
    """One review; its arguments are those of `review`."""

    deck: Deck
    dialogue: Dialogue
    kit_id: str
    schedule: Schedule
    clock: Callable[[], datetime]
    done: Reviewed = field(default_factory=Reviewed)

    def show(self, card: Card) -> None:
        """Show one card, its back when it is turned, and take a rating or undo the last one."""
        page = self.dialogue.page()
        page.line("")
        page.wrapped(self._heading(card), indent=0, style="dim")
        page.blank()
        put(page, blocks(card.front), indent=2)
        self.dialogue.show(page)
        self.dialogue.say("")
        if self._pressed("Enter turns it, u undoes, q ends:", (TURN,)) == UNDO:
            return
        self._show_back(card)
        key = self._pressed("1 to 4, u, q:", tuple(RATINGS))
        if key != UNDO:
            self._rate(card, int(key))

    def _heading(self, card: Card) -> str:
        new = min(len(self.deck.fresh()), max(self.deck.n_new, 0))
        counts = f"{card.concept} · {len(self.deck.due(self.clock()))} due, {new} new"
        return f"{counts} · from a mistake you met" if card.is_urgent else counts

    def _show_back(self, card: Card) -> None:
        page = self.dialogue.page()
        page.line("")
        put(page, blocks(card.back), indent=2)
        if card.misconception in CATALOGUE:
            title = CATALOGUE[card.misconception].title
            page.wrapped(f"{card.misconception}: {title}", indent=2, style="dim")
        page.blank()
        now = self.clock()
        for key, word in RATINGS.items():
            after = self.schedule(card.memory, int(key), now)
            page.line(f"  {key} {word:<6}{span(after.due - after.last)}")
        self.dialogue.show(page)

    def _pressed(self, prompt: str, wanted: tuple[str, ...]) -> str:
        """Return one of the wanted keys, or u when that undid something; q leaves."""
        while True:
            key = self.dialogue.press(prompt)
            if key == QUIT:
                raise LeftError("quit")
            if key in wanted or (key == UNDO and self._undo()):
                return key

    def _rate(self, card: Card, rating: int) -> None:
        now = self.clock()
        before, after, warning = record_rating(
            self.kit_id, card.id, card.meaning, lambda memory: self.schedule(memory, rating, now)
        )
        if warning:
            self.done.warnings.append(warning)
        self.done.ratings.append(Rated(card, rating, before, after, card.is_urgent))
        self.deck.n_new -= before is None
        self.deck.undone = None
        card.is_urgent, card.memory = False, after
        word = RATINGS[str(rating)].capitalize()
        self.dialogue.say(f"{word}: it comes back in {span(after.due - after.last)}.", style="dim")

    def _undo(self) -> bool:
        """Take the last rating of this review back; False if there is none, or if it cannot be."""
        if not self.done.ratings:
            self.dialogue.say("There is nothing to undo in this review.")
            return False
        last = self.done.ratings.pop()
        card = last.card
        if not take_back(self.kit_id, card.id, card.meaning, last.before, last.after):
            self.dialogue.say("That card was rated elsewhere since; it stays as it is.")
            return False
        card.memory, card.is_urgent = last.before, last.was_urgent
        self.deck.n_new += last.before is None
        self.deck.undone = card
        self.dialogue.say("Undone.", style="dim")
        return True

    def sum_up(self) -> None:
        """Show what was done and what is left."""
        now = self.clock()
        page = self.dialogue.page()
        page.line("")
        n_rated, n_due = len(self.done.ratings), len(self.deck.due(now))
        what = "1 rating" if n_rated == 1 else f"{n_rated} ratings"
        known = [card.memory for card in self.deck.cards if card.memory]
        rest = f"{n_due} still due." if n_due else "Nothing is due."
        if known and not n_due:
            first = min(memory.due for memory in known)
            rest = f"The next card is due in {span(first - milliseconds(now))}."
        page.wrapped(f"{what}. {rest}", indent=0, style="bold")
        n_new = len(self.deck.fresh())
        if n_new and self.done.ended == "done":
            wait = "1 new card waits" if n_new == 1 else f"{n_new} new cards wait"
            page.wrapped(f"{wait}; --new N begins up to N a day.", indent=0, style="dim")
        self.dialogue.show(page)


def span(length: float) -> str:
    """Return a span of time, in milliseconds, in the words of the pages."""
    minutes = length / 60_000
    if minutes < 60:
        return f"{max(1, int(minutes + 0.5))} min"
    if minutes < 24 * 60:
        return f"{int(minutes / 60 + 0.5)} h"
    days = int(minutes / (24 * 60) + 0.5)
    return "1 day" if days == 1 else f"{days} days"


def to_json(reviewed: Reviewed, deck: Deck, now: datetime, *, ascii_only: bool = False) -> str:
    """Return a review as JSON text with a last newline."""
    values = {
        "schema": SCHEMA,
        "ended": reviewed.ended,
        "ratings": [
            {"card": one.card.id, "rating": one.rating, "due": _utc(one.after.due)}
            for one in reviewed.ratings
        ],
        "n_due": len(deck.due(now)),
        "n_new": len(deck.fresh()),
    }
    return json.dumps(values, indent=2, ensure_ascii=ascii_only, allow_nan=False) + "\n"


def _utc(length: float) -> str:
    return datetime.fromtimestamp(length / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
