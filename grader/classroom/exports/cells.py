"""Cells of a CSV: written so that no spreadsheet runs them, read so that nothing of a file is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.errors import UsageError, near_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: A spreadsheet takes a cell that begins so for a formula. Also behind a separator: a program that expects
#: another one than ours would begin a cell there. The wide forms are the same signs to some of them.
_FORMULA = re.compile(r"((?:^|[,;\t\r\n])[\" ]*)(?=[=+\-@\t\r＝＋－＠])")
_NEEDS_QUOTES = re.compile(r'[",;\t\r\n]|^\s|\s$')
_MOST_BYTES = 256 * 1024 * 1024


def harmless_cell(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula: an apostrophe stands before what would be one.

    Parameters
    ----------
    text : str
        What a person or a platform wrote; numbers of our own need none of this.
    """
    return _FORMULA.sub(r"\1'", text)


def quoted(text: str) -> str:
    """Return a cell as it stands in a new file."""
    if _NEEDS_QUOTES.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def line_of(cells: Iterable[str]) -> str:
    """Return a line of a new file, with its end; texts have to be harmless already."""
    return ",".join(map(quoted, cells)) + "\r\n"


def points_cell(points: float | None, *, comma: bool = False) -> str:
    """Return points as a cell; an empty one if there are none."""
    if points is None:
        return ""
    text = f"{points:.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text


@dataclass
class Table:
    """A CSV of somebody else's, cell by cell as it is written there.

    Attributes
    ----------
    rows : list of list of str
        The cells, with their quotes.
    ends : list of str
        What follows each row: an end of line, nothing after the last.
    separator : str
        Between cells.
    encoding : str
        For Python.
    mark : bytes
        The byte order mark that the file begins with; may be empty.
    """

    rows: list[list[str]]
    ends: list[str]
    separator: str
    encoding: str
    mark: bytes

    def text(self, row: int, column: int) -> str:
        """Return what a cell says; nothing if the row is shorter."""
        if column >= len(self.rows[row]):
            return ""
        cell = self.rows[row][column]
        if len(cell) >= 2 and cell[0] == cell[-1] == '"':
            cell = cell[1:-1].replace('""', '"')
        return cell.strip()

    def put(self, row: int, column: int, text: str) -> bool:
        """Write a cell; return whether that changes what it says."""
        if self.text(row, column) == text:
            return False
        cells = self.rows[row]
        cells += [""] * (column + 1 - len(cells))
        # As sparing with quotes as the platforms are.
        cells[column] = quoted(text) if re.search(rf'["\r\n{re.escape(self.separator)}]', text) else text
        return True

    def as_bytes(self) -> bytes:
        """Return the file; every byte is as it was, except those of cells that were written."""
        lines = (self.separator.join(row) + end for row, end in zip(self.rows, self.ends, strict=True))
        return self.mark + "".join(lines).encode(self.encoding)


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def read_table(path: Path) -> Table:
    """Read a CSV that a learning platform wrote.

    Parameters
    ----------
    path : Path
        UTF-8 or, with a byte order mark, UTF-16; separated by comma, semicolon or tab.

    Raises
    ------
    UsageError
        It cannot be read, or is no CSV.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        hint = near_path(path, (".csv", ".tsv", ".txt"))
        raise UsageError(f"There is no file {path}.{hint}") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > _MOST_BYTES:
        raise UsageError(f"{path} is larger than {_MOST_BYTES >> 20} MiB.")
    mark, encoding = next(((m, name) for m, name in _MARKS if content.startswith(m)), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8; download it again, or save it as “CSV UTF-8”.") from None
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=first.count)
    if separator not in first:
        raise UsageError(f"{path} is no CSV with columns; name the file as the platform gave it.")
    table = Table([], [], separator, encoding, mark)
    for cells, end in _records(text, separator, path):
        table.rows.append(cells)
        table.ends.append(end)
    return table


def _records(text: str, separator: str, path: Path) -> Iterator[tuple[list[str], str]]:
    """Yield each row's cells as written, and what ends it."""
    sep = re.escape(separator)
    cell = re.compile(rf'("(?:[^"]|"")*"|[^"{sep}\r\n][^{sep}\r\n]*|)({sep}|\r\n|\n|\r|\Z)')
    cells: list[str] = []
    place = 0
    while place < len(text) or cells:
        match = cell.match(text, place)
        if match is None:
            line = text.count("\n", 0, place) + 1
            raise UsageError(f"{path} has a quotation mark out of place in line {line}; download it again.")
        cells.append(match[1])
        place = match.end()
        if match[2] != separator:
            yield cells, match[2]
            cells = []
