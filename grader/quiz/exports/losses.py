"""What a format cannot carry, per item, and the report about it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grader.quiz.exports.bank import Bank


@dataclass(frozen=True)
class Loss:
    """One thing that is lost or changed.

    Attributes
    ----------
    code : str
        A short name, the same in every version: for programs.
    what : str
        A sentence: what is lost, and what is there instead.
    where : str
        `concept/item`, a concept, or nothing if it holds for the whole export.
    left_out : bool
        Whether the item is not in the export at all.
    """

    code: str
    what: str
    where: str = ""
    left_out: bool = False


class Ledger:
    """Collects losses in the order in which they are met, each once."""

    def __init__(self, bank: Bank) -> None:
        self._found = dict.fromkeys(bank.losses)

    def add(self, code: str, what: str, where: str = "", *, left_out: bool = False) -> None:
        """Note a loss."""
        self._found[Loss(code, what, where, left_out)] = None

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All that were noted."""
        return tuple(self._found)


def report_data(bank: Bank, format_: str, target: Path | str, losses: Sequence[Loss]) -> dict[str, Any]:
    """Return the report as JSON data."""
    return {
        "format": format_,
        "output": str(target),
        **_counts(bank, losses),
        "losses": [
            {"code": loss.code, "where": loss.where or None, "what": loss.what, "left_out": loss.left_out}
            for loss in losses
        ],
    }


def report_text(data: dict[str, Any], width: int) -> str:
    """Return the report for people: each kind of loss once, with the items that it holds for."""
    width = max(width, 30)
    counts = [(data[key], one, many) for key, one, many in _NOUNS if data[key]]
    listed = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counts)
    lines = [f"{data['output']}: {listed or 'nothing'}\n"]
    groups: dict[tuple[str, bool], list[str]] = {}
    for loss in data["losses"]:
        groups.setdefault((loss["what"], loss["left_out"]), []).append(loss["where"] or "")
    if not groups:
        lines.append("Nothing is lost.\n")
    for is_left_out in (True, False):
        rows = [(what, places) for (what, left_out), places in groups.items() if left_out is is_left_out]
        if rows:
            lines.append("\nLeft out:\n" if is_left_out else "\nLost or changed:\n")
        for what, places in rows:
            lines += _entry(what, [place for place in places if place], width)
    return "".join(lines)


_NOUNS = (
    ("items", "item", "items"),
    ("questions", "question", "questions"),
    ("cards", "card", "cards"),
    ("interview", "interview question", "interview questions"),
    ("figures", "figure", "figures"),
)


def _counts(bank: Bank, losses: Sequence[Loss]) -> dict[str, int]:
    """Return how many of each are in the export; an item's variants are one item and several questions."""
    gone = {loss.where for loss in losses if loss.left_out}
    # A part is lost as a whole where a loss is named like it.
    lost = {(loss.code, loss.where) for loss in losses}
    counts = dict.fromkeys(("concepts", "items", "questions", "cards", "interview", "figures"), 0)
    for concept in bank.concepts:
        asked = [one.item for one in concept.questions if one.item not in gone]
        counts["concepts"] += 1
        counts["items"] += len(set(asked))
        counts["questions"] += len(asked)
        for part in ("cards", "interview", "figures"):
            counts[part] += 0 if (part, concept.id) in lost else len(getattr(concept, part))
    return counts


def _entry(what: str, places: Sequence[str], width: int) -> list[str]:
    lines = textwrap.wrap(what, width - 4, initial_indent="- ", subsequent_indent="  ")
    names = ", ".join(dict.fromkeys(places))
    # An id stays whole, so that it can be copied.
    lines += textwrap.wrap(
        names,
        width - 4,
        initial_indent="    ",
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [f"  {line}\n" for line in lines]
