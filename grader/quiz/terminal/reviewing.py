"""A review of cards: each is turned and rated, every rating is kept at once, the last one can be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grader.languages import say, say_counted, spoken
from grader.maths.misconceptions import CATALOGUE
from grader.progress import StateError, record_rating, take_back
from grader.quiz.terminal.deck import milliseconds
from grader.quiz.terminal.dialogue import LeftError, put
from grader.quiz.terminal.plain import blocks
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.progress import Memory
    from grader.quiz.terminal.deck import Card, Deck
    from grader.quiz.terminal.dialogue import Dialogue

    #: From what is remembered of a card, a rating from 1 to 4 and a time to what will be remembered.
    Schedule = Callable[[Memory | None, int, datetime], Memory]

SCHEMA = "grader/cards/1"
RATINGS = {"1": sentence("again"), "2": sentence("hard"), "3": sentence("good"), "4": sentence("easy")}
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
        desk.done.warnings.append(error.args[0])
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
        if self._pressed(say("Enter turns it, u undoes, q ends:"), (TURN,)) == UNDO:
            return
        self._show_back(card)
        key = self._pressed(say("1 to 4, u, q:"), tuple(RATINGS))
        if key != UNDO:
            self._rate(card, int(key))

    def _heading(self, card: Card) -> str:
        new = min(len(self.deck.fresh()), max(self.deck.n_new, 0))
        n_due = len(self.deck.due(self.clock()))
        counts = f"{card.concept} · {say('{n_due} due, {n_new} new', n_due=n_due, n_new=new)}"
        return f"{counts} · {say('from a mistake you met')}" if card.is_urgent else counts

    def _show_back(self, card: Card) -> None:
        page = self.dialogue.page()
        page.line("")
        put(page, blocks(card.back), indent=2)
        if card.misconception in CATALOGUE:
            title = spoken(CATALOGUE[card.misconception].title)
            page.wrapped(f"{card.misconception}: {title}", indent=2, style="dim")
        page.blank()
        now = self.clock()
        width = max(len(page.plain(spoken(word))) for word in RATINGS.values()) + 2
        for key, word in RATINGS.items():
            after = self.schedule(card.memory, int(key), now)
            back = say("in {span}", span=span(after.due - after.last))
            page.line(f"  {key} {page.plain(spoken(word)):<{width}}{page.plain(back)}")
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
        word = spoken(RATINGS[str(rating)])
        back = say("{word}: it comes back in {span}.", word=word, span=span(after.due - after.last))
        self.dialogue.say(back[:1].upper() + back[1:], style="dim")

    def _undo(self) -> bool:
        """Take the last rating of this review back; False if there is none, or if it cannot be."""
        if not self.done.ratings:
            self.dialogue.say(say("There is nothing to undo in this review."))
            return False
        last = self.done.ratings.pop()
        card = last.card
        if not take_back(self.kit_id, card.id, card.meaning, last.before, last.after):
            self.dialogue.say(say("That card was rated elsewhere since; it stays as it is."))
            return False
        card.memory, card.is_urgent = last.before, last.was_urgent
        self.deck.n_new += last.before is None
        self.deck.undone = card
        self.dialogue.say(say("Undone."), style="dim")
        return True

    def sum_up(self) -> None:
        """Show what was done and what is left."""
        now = self.clock()
        page = self.dialogue.page()
        page.line("")
        n_rated, n_due = len(self.done.ratings), len(self.deck.due(now))
        what = say_counted("{count} rating.", "{count} ratings.", n_rated)
        known = [card.memory for card in self.deck.cards if card.memory]
        rest = say("{count} still due.", count=n_due) if n_due else say("Nothing is due.")
        if known and not n_due:
            first = min(memory.due for memory in known)
            rest = say("The next card is due in {span}.", span=span(first - milliseconds(now)))
        page.wrapped(f"{what} {rest}", indent=0, style="bold")
        n_new = len(self.deck.fresh())
        if n_new and self.done.ended == "done":
            waiting = say_counted(
                "{count} new card waits; --new N begins up to N a day.",
                "{count} new cards wait; --new N begins up to N a day.",
                n_new,
            )
            page.wrapped(waiting, indent=0, style="dim")
        self.dialogue.show(page)


def span(length: float) -> str:
    """Return a span of time, in milliseconds, in the words of the pages."""
    minutes = length / 60_000
    if minutes < 60:
        return say("{count} min", count=max(1, int(minutes + 0.5)))
    if minutes < 24 * 60:
        return say("{count} h", count=int(minutes / 60 + 0.5))
    days = int(minutes / (24 * 60) + 0.5)
    return say_counted("{count} day", "{count} days", days)


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
