"""Cards with what is remembered of them: which is shown next, and how many are due."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from grader.languages import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.feedback.page import Page
    from grader.progress import Memory

COLUMN = 7
COUNTS_SCHEMA = "grader/cards-due/1"
#: A card in its first steps may be shown so much early, when nothing else is left.
AHEAD = timedelta(minutes=20)


@dataclass(eq=False)
class Card:
    """A card and what is remembered of it.

    Attributes
    ----------
    id, concept, meaning, front, back, misconception : str
        As in a page's data; front and back are HTML.
    memory : Memory or None
        None if it was never rated.
    is_urgent : bool
        Its mistake was met since it was rated last.
    """

    id: str
    concept: str
    meaning: str
    front: str
    back: str
    misconception: str = ""
    memory: Memory | None = None
    is_urgent: bool = False


def make_cards(
    data: Sequence[Mapping[str, Any]], known: Mapping[str, Memory], met: Mapping[str, str]
) -> list[Card]:
    """Return cards with what is remembered of them.

    Parameters
    ----------
    data : sequence of mapping
        As a page's data.
    known : mapping of str to Memory
        By the card's id.
    met : mapping of str to str
        When each misconception was last met, as UTC in ISO 8601.
    """
    cards = []
    for one in data:
        card = Card(
            one["id"],
            one["concept"],
            one["meaning"],
            one["front"],
            one["back"],
            one.get("misconception", ""),
            known.get(one["id"]),
        )
        card.is_urgent = _was_met_since(card, met.get(card.misconception, ""))
        cards.append(card)
    return cards


def _was_met_since(card: Card, met: str) -> bool:
    try:
        when = datetime.fromisoformat(met)
    except ValueError:
        return False
    return card.memory is None or card.memory.last < milliseconds(when)


@dataclass
class Deck:
    """The cards of a review, and which of them is next.

    Attributes
    ----------
    cards : list of Card
        In the order of the course.
    n_new : int
        So many cards that were never rated may still be begun today.
    undone : Card or None
        One whose rating was taken back: it is shown again at once.
    """

    cards: list[Card]
    n_new: int
    undone: Card | None = None

    def due(self, now: datetime) -> list[Card]:
        """Return what is due, the longest due first."""
        known = [card for card in self.cards if card.memory and card.memory.due <= milliseconds(now)]
        return sorted(known, key=lambda card: card.memory.due if card.memory else 0)

    def fresh(self) -> list[Card]:
        """Return what was never rated."""
        return [card for card in self.cards if card.memory is None]

    def following(self, now: datetime) -> Card | None:
        """Return the card to show: of a mistake that was met, due, new, or due in a few minutes."""
        if self.undone is not None:
            return self.undone
        urgent = [card for card in self.cards if card.is_urgent]
        new = self.fresh() if self.n_new > 0 else []
        soon = self.due(now + AHEAD)
        return next(iter([*urgent, *self.due(now), *new, *soon]), None)


def begun_on(known: Mapping[str, Memory], now: datetime) -> int:
    """Return how many cards were rated for the first time on this day, by the clock of this place."""
    today = now.astimezone().date()
    return sum(
        datetime.fromtimestamp(one.first / 1000).astimezone().date() == today for one in known.values()
    )


def milliseconds(now: datetime) -> float:
    """Return a time as the pages and the schedule have it: milliseconds since 1970."""
    return 1000 * now.timestamp()


# --- counts --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """How many cards of a concept are due, new and later, and how many are about a mistake that was met."""

    concept: str
    n_due: int
    n_new: int
    n_later: int
    n_met: int


def count_by_concept(cards: Sequence[Card], now: datetime) -> list[Counts]:
    """Return the counts of each concept, in the order of the cards."""
    found = []
    for concept in dict.fromkeys(card.concept for card in cards):
        own = Deck([card for card in cards if card.concept == concept], 0)
        n_due, n_new = len(own.due(now)), len(own.fresh())
        n_met = sum(card.is_urgent for card in own.cards)
        found.append(Counts(concept, n_due, n_new, len(own.cards) - n_due - n_new, n_met))
    return found


def put_counts(page: Page, counts: Sequence[Counts]) -> None:
    """Write counts as a table, with a last line for all concepts."""
    total = Counts(
        say("all"),
        sum(one.n_due for one in counts),
        sum(one.n_new for one in counts),
        sum(one.n_later for one in counts),
        0,
    )
    rows = [*counts, total] if len(counts) > 1 else counts
    width = max(len(row.concept) for row in rows)
    page.line(
        page.styled(
            f"{'':<{width}}{say('due'):>{COLUMN}}{say('new'):>{COLUMN}}{say('later'):>{COLUMN}}", "dim"
        )
    )
    for row in rows:
        page.line(f"{row.concept:<{width}}{row.n_due:>{COLUMN}}{row.n_new:>{COLUMN}}{row.n_later:>{COLUMN}}")
    n_met = sum(one.n_met for one in counts)
    if n_met:
        page.blank()
        about = say_counted(
            "{count} card is about mistakes that you met; “grader cards” begins with it.",
            "{count} cards are about mistakes that you met; “grader cards” begins with them.",
            n_met,
        )
        page.wrapped(about, indent=0)


def counts_to_json(counts: Sequence[Counts], *, ascii_only: bool = False) -> str:
    """Return counts as JSON text with a last newline."""
    values = {"schema": COUNTS_SCHEMA, "concepts": [asdict(one) for one in counts]}
    return json.dumps(values, indent=2, ensure_ascii=ascii_only) + "\n"
