"""Notes for Anki as a text file: GUIDs, decks and tags in columns that its first lines name."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from grader.quiz.exports.formats import Export
from grader.quiz.exports.losses import Loss
from grader.quiz.exports.notes import notes_of

if TYPE_CHECKING:
    from grader.quiz.exports.bank import Bank

_HEAD = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype:Basic",
    "#deck column:2",
    "#tags column:5",
)


def write(bank: Bank, now: int) -> Export:
    """Return a bank as a text file for Anki, with mathematics as LaTeX for its MathJax."""
    target = io.StringIO()
    target.write("".join(f"{line}\n" for line in _HEAD))
    # Every field in quotes: tabs, line breaks and quotes in it are then its own.
    rows = csv.writer(target, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    losses = list(bank.losses)
    for concept in bank.concepts:
        for note in notes_of(bank, concept, with_figures=False):
            rows.writerow((note.guid, note.deck, note.front, note.back, " ".join(note.tags)))
        if concept.figures:
            losses.append(
                Loss("figures", "Figures are not in a text file; the format anki has them.", concept.id, True)
            )
    return Export(target.getvalue().encode(), tuple(losses))
