"""The line of each key in a concept's TOML file, also in tables within arrays of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Key = str | int

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_ASSIGNMENT = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*=\s*(.*)")
_OPENING = re.compile(r"'''|\"\"\"|'[^']*'|\"(?:\\.|[^\"\\])*\"|#.*")


class Lines:
    """Finds the line of a key; of the nearest table around it where the key itself is not there."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[Key, ...], int] = {}
        self._text = text.splitlines()
        counts: dict[tuple[Key, ...], int] = {}
        table: tuple[Key, ...] = ()
        quotes = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if quotes:
                if quotes in line:
                    quotes = _open_quotes(line.split(quotes, 1)[1])
                continue
            if match := _HEADER.fullmatch(line):
                table = self._enter(match[2], match[1] == "[[", counts)
                self._lines.setdefault(table, number)
            elif match := _ASSIGNMENT.match(line):
                self._lines.setdefault((*table, match[1].strip("\"'")), number)
                quotes = _open_quotes(match[2])
            else:
                quotes = _open_quotes(line)

    def _enter(self, header: str, is_array: bool, counts: dict[tuple[Key, ...], int]) -> tuple[Key, ...]:
        path: tuple[Key, ...] = ()
        names = [name.strip(" \"'") for name in header.split(".")]
        for position, name in enumerate(names):
            path = (*path, name)
            if is_array and position == len(names) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path

    def find(self, path: Sequence[Key]) -> int:
        """Return the line of a path such as `("items", 0, "options", 2, "text")`; 1 if nothing is near."""
        at = tuple(path)
        while at and at not in self._lines:
            at = at[:-1]
        return self._lines.get(at, 1)

    def find_piece(self, path: Sequence[Key], piece: str) -> int:
        """Return the line within a key's value that holds a piece of text; the key's line if none does."""
        first = self.find(path)
        end = min((line for line in self._lines.values() if line > first), default=len(self._text) + 1)
        return next((n for n in range(first, end) if piece in self._text[n - 1]), first)


def _open_quotes(text: str) -> str:
    """Return the quotes of a multi-line text that begins and does not end in a line."""
    place = 0
    while match := _OPENING.search(text, place):
        mark = match[0]
        if mark in ("'''", '"""'):
            end = text.find(mark, match.end())
            if end < 0:
                return mark
            place = end + 3
        else:
            place = match.end()
    return ""
