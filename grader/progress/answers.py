"""What is remembered of answers to items in the terminal, and when each mistake was last met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.progress.record import utc
from grader.progress.soundness import is_sound
from grader.progress.store import Data, change_state, read_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True)
class Answered:
    """What is remembered of one item.

    Attributes
    ----------
    meaning : str
        Of the item when it was answered; of one that has changed since nothing is known.
    seed : str
        Which variant and which order of options was shown last.
    tries : int
        How often it was answered.
    best, last : float
        Scores from 0 to 1.
    """

    meaning: str
    seed: str
    tries: int
    best: float
    last: float


def read_answers(kit_id: str) -> tuple[Mapping[str, Answered], str]:
    """Return what is remembered of items, by `concept/item`, and a sentence if the file cannot be read."""
    data, warning = read_state(is_sound)
    entries = data.get("kits", {}).get(kit_id, {}).get("items", {})
    return {
        name: Answered(
            entry.get("meaning", ""),
            entry.get("seed", ""),
            entry.get("tries", 0),
            entry.get("best", 0.0),
            entry.get("last", 0.0),
        )
        for name, entry in entries.items()
    }, warning


def record_answer(
    kit_id: str,
    item: str,
    meaning: str,
    seed: str,
    score: float,
    misconceptions: Sequence[str],
    now: datetime,
) -> str:
    """Remember an answer.

    Returns
    -------
    str
        A sentence if a broken file was set aside; else empty.

    Raises
    ------
    StateError
        It could not be remembered.
    """

    def change(data: Data) -> None:
        items = data.setdefault("kits", {}).setdefault(kit_id, {}).setdefault("items", {})
        entry = items.setdefault(item, {})
        if entry.get("meaning") != meaning:
            entry.update(tries=0, best=0.0)
        entry.update(
            meaning=meaning,
            seed=seed,
            tries=entry.get("tries", 0) + 1,
            best=max(entry.get("best", 0.0), score),
            last=score,
            at=utc(now),
            misconceptions=list(misconceptions),
        )

    return change_state(change, is_sound)


def read_met(kit_id: str) -> Mapping[str, str]:
    """Return when each misconception was last met, in an exercise or an item, as UTC in ISO 8601."""
    data, _ = read_state(is_sound)
    kit = data.get("kits", {}).get(kit_id, {})
    met: dict[str, str] = {}
    for exercise in kit.get("exercises", {}).values():
        for name, known in exercise.get("misconceptions", {}).items():
            met[name] = max(met.get(name, ""), known.get("last", known["first"]))
    for item in kit.get("items", {}).values():
        for name in item.get("misconceptions", []):
            met[name] = max(met.get(name, ""), item.get("at", ""))
    return met
