"""An item as a page's data (docs/quiz-format.md): what is shown, and apart from it what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.quiz.draws import meaning, shown_draw
from grader.quiz.latex import FIRST_HOLE
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
    fold = _folding(rows)
    told = merge(prepared.shown, prepared.told) if keys else dict(prepared.shown)
    data: dict[str, Any] = {**_mapped(told, fold.html), "meaning": meaning(prepared.item.kind, variants)}
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

    def __init__(self, same: dict[int, str], kept: Sequence[int]) -> None:
        self.same = same
        self.kept = kept
        count = len(same) + len(kept)
        renumbered = {old: chr(FIRST_HOLE + new) for new, old in enumerate(kept)}
        self.fills = [same.get(place, renumbered.get(place, "")) for place in range(count)]

    def html(self, text: str) -> str:
        """Return a text with only those holes that differ, numbered anew."""
        return filled(text, self.fills)

    def row(self, fills: Sequence[str]) -> list[str]:
        """Return one variant's fills of the holes that are left."""
        return [fills[place] for place in self.kept]


def _folding(rows: Sequence[Sequence[str]]) -> _Folding:
    columns = list(zip(*rows, strict=True))
    same = {place: column[0] for place, column in enumerate(columns) if len(set(column)) == 1}
    return _Folding(same, [place for place in range(len(columns)) if place not in same])


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
