"""When each card is due, as reviews in the terminal left it: one entry a card, in a file of its own.

An entry has the keys of the pages' progress (`state`, `step`, `stability`, `difficulty`, `due`, `last`, in
milliseconds), so that a card means the same in both.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from grader.progress.cards import Cards
from grader.progress.soundness import is_card, is_sound_schedule
from grader.progress.store import Data, StateFile, change_state, read_state
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

SCHEDULE = StateFile("cards.json", "grader/cards/1", sentence("the next rating"))
#: An entry with this key is of a card that the kit does not have any more, or not with this meaning.
_GONE = "gone"


@dataclass(frozen=True)
class Memory:
    """What is remembered of a card that was rated at least once.

    Attributes
    ----------
    state, step : int
        Of FSRS: 1 learning, 2 review, 3 relearning; which of the first steps, None in review.
    stability, difficulty : float
        Of FSRS.
    due, last, first : float
        When it is due, was rated last and was rated first; milliseconds since 1970.
    """

    state: int
    step: int | None
    stability: float
    difficulty: float
    due: float
    last: float
    first: float


def read_schedule(kit_id: str, meanings: Mapping[str, str]) -> tuple[dict[str, Memory], str]:
    """Return what is remembered of cards, and a sentence if the file cannot be read.

    Parameters
    ----------
    kit_id : str
        Whose cards.
    meanings : mapping of str to str
        The cards by id, each with its meaning; of one with another meaning nothing is remembered.
    """
    data, warning = read_state(is_sound_schedule, SCHEDULE)
    entries = _entries(data, kit_id)
    known = {
        name: _memory(entries[name])
        for name, meaning in meanings.items()
        if name in entries and entries[name]["meaning"] == meaning
    }
    return known, warning


def count_cards(kit_id: str, now: datetime) -> Cards | None:
    """Return how many cards were reviewed in the terminal, and how many are due; None if none was."""
    data, _ = read_state(is_sound_schedule, SCHEDULE)
    due = [entry["due"] for entry in _entries(data, kit_id).values() if not entry.get(_GONE)]
    if not due:
        return None
    return Cards(len(due), sum(one <= 1000 * now.timestamp() for one in due), is_terminal=True)


def record_rating(
    kit_id: str, card: str, meaning: str, review: Callable[[Memory | None], Memory]
) -> tuple[Memory | None, Memory, str]:
    """Remember a rating.

    Parameters
    ----------
    kit_id, card, meaning : str
        Which card.
    review : callable
        From what is remembered by then, which another terminal may have changed, to what will be.

    Returns
    -------
    before, after : Memory
        What was remembered, None if nothing; and what is.
    sentence : str
        If a broken file was set aside; else empty.

    Raises
    ------
    StateError
        It could not be remembered.
    """
    seen: list[tuple[Memory | None, Memory]] = []

    def change(data: Data) -> None:
        entries = data.setdefault("kits", {}).setdefault(kit_id, {}).setdefault("cards", {})
        entry = entries.get(card, {})
        before = _memory(entry) if entry.get("meaning") == meaning else None
        after = review(before)
        seen.append((before, after))
        entries[card] = {**_others(entry), **asdict(after), "meaning": meaning, "at": after.last}

    sentence = change_state(change, is_sound_schedule, SCHEDULE)
    return (*seen[-1], sentence)


def take_back(kit_id: str, card: str, meaning: str, before: Memory | None, after: Memory) -> bool:
    """Forget the rating that led from `before` to `after`; False if the card was rated again since.

    Raises StateError as `record_rating` does.
    """
    done: list[bool] = []

    def change(data: Data) -> None:
        entries = data.get("kits", {}).get(kit_id, {}).get("cards", {})
        entry = entries.get(card)
        is_last = entry is not None and entry["meaning"] == meaning and _memory(entry) == after
        done.append(is_last)
        if not is_last:
            return
        del entries[card]
        if before is not None:
            entries[card] = {**_others(entry), **asdict(before), "meaning": meaning, "at": before.last}

    change_state(change, is_sound_schedule, SCHEDULE)
    return done[-1]


def take_in(kit_id: str, saved: Mapping[str, Any], meanings: Mapping[str, str]) -> int:
    """Remember of each card what the pages remember, where they saw it later; return of how many that was.

    Parameters
    ----------
    kit_id : str
        Whose cards.
    saved : mapping
        By the card's id, as the pages save it; what is not sound is left out.
    meanings : mapping of str to str
        The cards of the kit; others, and those that have another meaning by now, are left out.

    Raises
    ------
    StateError
        It could not be remembered.
    """
    taken: list[str] = []

    def change(data: Data) -> None:
        entries = data.setdefault("kits", {}).setdefault(kit_id, {}).setdefault("cards", {})
        for name, entry in saved.items():
            if not is_card(entry) or meanings.get(name) != entry["meaning"]:
                continue
            own = entries.get(name, {})
            if own.get("meaning") == entry["meaning"] and own["last"] >= entry["last"]:
                continue
            memory = _memory({"first": own.get("first", entry["last"]), **entry})
            entries[name] = {**_others(own), **asdict(memory), "meaning": entry["meaning"], "at": memory.last}
            taken.append(name)

    change_state(change, is_sound_schedule, SCHEDULE)
    return len(taken)


def set_apart(kit_id: str, meanings: Mapping[str, str]) -> None:
    """Note which of the remembered cards a kit does not have any more, so that they are not counted as due.

    Nothing is lost: they count again if they come back. Raises StateError as `record_rating` does.
    """

    def is_gone(name: str, entry: Mapping[str, Any]) -> bool:
        return name not in meanings or meanings[name] != str(entry["meaning"])

    def change(data: Data) -> None:
        for name, entry in _entries(data, kit_id).items():
            entry.pop(_GONE, None)
            if is_gone(name, entry):
                entry[_GONE] = True

    entries = _entries(read_state(is_sound_schedule, SCHEDULE)[0], kit_id)
    if any(is_gone(name, entry) != bool(entry.get(_GONE)) for name, entry in entries.items()):
        change_state(change, is_sound_schedule, SCHEDULE)


def _entries(data: Data, kit_id: str) -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = data.get("kits", {}).get(kit_id, {}).get("cards", {})
    return entries


def _memory(entry: Mapping[str, Any]) -> Memory:
    return Memory(
        entry["state"],
        entry.get("step"),
        entry["stability"],
        entry["difficulty"],
        entry["due"],
        entry["last"],
        entry.get("first", entry["last"]),
    )


def _others(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of an entry that we do not know."""
    return {name: value for name, value in entry.items() if name != _GONE}
