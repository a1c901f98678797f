"""Cells of code, the source that is made of them, and the way back from its lines to the cells."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from grader.wording import joined, lines_in_words, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Cell:
    """One cell of code, or one file.

    Attributes
    ----------
    label : str
        What a person calls it, such as `cell 3`.
    source : str
        Its text, as it was written.
    """

    label: str
    source: str


@dataclass(frozen=True)
class Gathered:
    """The source that travels to the worker, and where its lines come from.

    Attributes
    ----------
    text : str
        Python source.
    starts : tuple of int
        The line at which each part begins, 1-based and ascending.
    labels : tuple of str
        What each part is called.
    """

    text: str
    starts: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def source(self) -> bytes:
        """The text as the judge takes it; half a character, which JSON may hold, becomes a question mark."""
        return self.text.encode("utf-8", "replace")

    def place(self, lines: Sequence[int]) -> str:
        """Return where lines of the source are, in words: `cell 3, lines 4 and 6`; empty if unknown."""
        found = []
        for line in lines:
            part = bisect.bisect_right(self.starts, line) - 1
            if part >= 0:
                found.append((self.labels[part], line - self.starts[part] + 1))
        return joined(
            "; ",
            [
                sentence("{label}, {lines}", label=label, lines=lines_in_words([line for _, line in group]))
                for label, group in groupby(found, key=lambda place: place[0])
            ],
        )
