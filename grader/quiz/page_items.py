"""An item as a page's data (docs/quiz-format.md): what is shown, and apart from it what is told."""

from __future__ import annotations

import hashlib
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from grader.quiz.draws import meaning, shown_draw
from grader.quiz.latex import FIRST_HOLE, LAST_HOLE
from grader.quiz.markup import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.quiz.draws import Draws
    from grader.quiz.prepared import Prepared


def item_data(prepared: Prepared, draws: Draws, *, keys: bool = True) -> dict[str, Any]:
    """Return an item as a page's data.

    Parameters
    ----------
    prepared : Prepared
        Its texts.
    draws : Draws
        Its variants, at least one.
    keys : bool
        Whether what is right, and what is said about answers, is in the data.
    """
    variants = draws.on_page(prepared.id)
    rows = [prepared.holes.fills(variant.namespace) for variant in variants]
    told = merge(prepared.shown, prepared.told) if keys else _without_traces(prepared.shown, rows[0])
    fold = _folding(rows, None if keys else _holes_of(told))
    # The meaning follows from the keys; without them nothing is kept that would have to be found by it.
    kept_by = meaning(prepared.item.kind, variants) if keys else _digest(prepared.id)
    data: dict[str, Any] = {**_mapped(told, fold.html), "meaning": kept_by}
    data["variants"] = []
    for variant, row in zip(variants, rows, strict=True):
        entry: dict[str, Any] = {"draw": shown_draw(variant.draw), "fills": fold.row(row)}
        if keys:
            entry["key"] = variant.answer.key
            if variant.answer.expected is not None:
                entry["expected"] = variant.answer.expected
        data["variants"].append(entry)
    return data


class _Folding:
    """Puts what is the same in all variants into the texts, so that a page carries only what differs."""

    def __init__(self, same: dict[int, str], kept: Sequence[int], count: int) -> None:
        self.same = same
        self.kept = kept
        renumbered = {old: chr(FIRST_HOLE + new) for new, old in enumerate(kept)}
        self.fills = [same.get(place, renumbered.get(place, "")) for place in range(count)]

    def html(self, text: str) -> str:
        """Return a text with only those holes that differ, numbered anew."""
        return filled(text, self.fills)

    def row(self, fills: Sequence[str]) -> list[str]:
        """Return one variant's fills of the holes that are left."""
        return [fills[place] for place in self.kept]


def _folding(rows: Sequence[Sequence[str]], used: Sequence[int] | None = None) -> _Folding:
    """Fold the holes' columns; only the holes that are used are kept, in that order, or else all."""
    columns = list(zip(*rows, strict=True))
    same = {place: column[0] for place, column in enumerate(columns) if len(set(column)) == 1}
    places = range(len(columns)) if used is None else used
    return _Folding(same, [place for place in places if place not in same], len(columns))


def _without_traces(shown: dict[str, Any], fills: Sequence[str]) -> dict[str, Any]:
    """Return what is shown without what gives answers away: the author's order and ids of options and steps.

    Authors tend to write the right option first, and to call it right.
    """
    options, steps = shown.get("options"), shown.get("steps")
    if options and shown["shuffle"]:
        mixed = iter(
            sorted(
                (option for option in options if not option["pinned"]),
                key=lambda option: _digest(filled(option["html"], fills)),
            )
        )
        options = [option if option["pinned"] else next(mixed) for option in options]
    changed = {"options": options, "steps": steps}
    return {**shown, **{key: _lettered(rows) for key, rows in changed.items() if rows}}


def _lettered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "id": letter} for letter, row in zip(ascii_lowercase, rows, strict=False)]


def _holes_of(data: Any) -> list[int]:
    """Return the holes in texts, in the order of their first occurrence."""
    found: dict[int, None] = {}

    def note(text: str) -> str:
        found.update(
            dict.fromkeys(ord(sign) - FIRST_HOLE for sign in text if FIRST_HOLE <= ord(sign) <= LAST_HOLE)
        )
        return text

    _mapped(data, note)
    return list(found)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merge(shown: Any, told: Any) -> Any:
    """Return two pieces of data of the same shape as one: tables by key, lists element by element."""
    if isinstance(shown, dict) and isinstance(told, dict):
        both = {**shown}
        for key, value in told.items():
            both[key] = merge(shown[key], value) if key in shown else value
        return both
    if isinstance(shown, list) and isinstance(told, list):
        return [merge(one, other) for one, other in zip(shown, told, strict=True)]
    return told


def _mapped(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _mapped(value, change) for key, value in data.items()}
    if isinstance(data, list):
        return [_mapped(value, change) for value in data]
    return data
