"""How many cards are due, from the progress that the quiz pages save as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.wording import sentence

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SCHEMA = "grader/progress/1"
MAX_BYTES = 16 * 1024 * 1024
_CARD = "card:"


@dataclass(frozen=True)
class Cards:
    """How many cards were reviewed at least once, and how many of them are due again.

    Attributes
    ----------
    n_cards, n_due : int
        How many.
    is_terminal : bool
        Whether they were reviewed in the terminal; else on the pages.
    """

    n_cards: int
    n_due: int
    is_terminal: bool = False


def read_cards(path: Path, now: datetime) -> Cards:
    """Return how many cards are due, by a file that the pages' index saved; raises as `read_saved`."""
    known = [due for due in map(_due, read_saved(path).values()) if due is not None]
    return Cards(len(known), sum(due <= 1000 * now.timestamp() for due in known))


def read_saved(path: Path) -> dict[str, Any]:
    """Return what a file that the pages' index saved holds of cards, by the card's id; it may be anything.

    Raises
    ------
    UsageError
        The file cannot be read, or is no such file.
    """
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(MAX_BYTES))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{path} cannot be read: {reason[:1].lower()}{reason[1:]}.") from None
    except (ValueError, RecursionError):
        data = None
    entries = data.get("entries") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    if not isinstance(entries, dict):
        raise UsageError(
            sentence("{path} is no progress of the quiz pages; save it on their index page.", path=path)
        )
    return {name.removeprefix(_CARD): entry for name, entry in entries.items() if name.startswith(_CARD)}


def _due(entry: Any) -> float | None:
    """Return when a card is due, in the milliseconds of a browser; None if that is not known."""
    due = entry.get("due") if isinstance(entry, dict) else None
    return float(due) if isinstance(due, int | float) and abs(due) < 1e15 else None
