"""Reads a roster: a CSV of whoever is enrolled, whose columns are told by their names."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING

from grader.classroom.headings import english, in_english
from grader.errors import UsageError, near_path

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: Columns that know a learner apart from all others, the best to call them by first.
_KEYS = (
    "learner",
    "sis login id",
    "login id",
    "login",
    "username",
    "github_username",
    "github username",
    "email",
    "email address",
    "student id",
    "student_id",
    "sid",
    "sis user id",
    "id number",
    "id",
    "identifier",
    "roster_identifier",
    "student",
    "name",
    "full name",
)
#: Those of them that are no names: they know a learner also apart from a namesake.
_IDENTIFIERS = frozenset(_KEYS) - {"student", "name", "full name"}
_NAMES = ("name", "full name", "fullname", "student", "student name", "display name")
_FIRST = ("first name", "first_name", "given name", "vorname")
_LAST = ("last name", "last_name", "surname", "family name", "nachname")
#: Rows of a Canvas gradebook that are nobody.
_NOBODY = re.compile(r"\s*(?:points possible|student, test|test student)\s*", re.IGNORECASE)
_MOST_BYTES = 256 * 1024 * 1024


_TABLES = """
CREATE TABLE enrolled (learner TEXT PRIMARY KEY, name TEXT, row TEXT);
CREATE TABLE aliases (alias TEXT, learner TEXT, PRIMARY KEY (alias, learner)) WITHOUT ROWID;
CREATE TABLE renamed (found_as TEXT PRIMARY KEY, learner TEXT) WITHOUT ROWID;
CREATE TABLE met (learner TEXT PRIMARY KEY, is_apart INTEGER) WITHOUT ROWID;
"""


class Roster:
    """Whoever is enrolled, kept in a table of a database so that a large one takes no memory.

    Parameters
    ----------
    database : sqlite3.Connection
        Where the tables are made.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.size = 0
        self.columns: frozenset[str] = frozenset()
        database.executescript(_TABLES)

    def read(self, path: Path) -> None:
        """Take in a roster.

        Raises
        ------
        UsageError
            It cannot be read, has no column that tells learners apart, or names one twice.
        """
        rows = _rows_of(path)
        header = english([column.strip() for column in next(rows, [])])
        lowered = [column.lower() for column in header]
        self.columns = frozenset(lowered)
        keys = [header[lowered.index(known)] for known in _KEYS if known in lowered]
        # Whoever has no entry there, such as no login of GitHub that is linked, is enrolled all the same.
        keys = [column for column in keys if column == keys[0] or column.lower() in _IDENTIFIERS]
        if not keys:
            raise UsageError(
                f"The roster {path} has no column that tells learners apart; its first line should name one "
                "of learner, SIS Login ID, username, email, ID or name."
            )
        for number, cells in enumerate(rows, start=2):
            row = {
                column: in_english(column, unicodedata.normalize("NFC", cell.strip()))
                for column, cell in zip(header, cells, strict=False)
                if column
            }
            learner = next((row[column] for column in keys if row.get(column)), "")
            if not learner or _NOBODY.fullmatch(learner) or _NOBODY.fullmatch(cells[0]):
                continue
            if not learner.isprintable():
                raise UsageError(f"Line {number} of the roster {path} holds characters that cannot be shown.")
            name = _name_of(row)
            kept = self._database.execute(
                "INSERT OR IGNORE INTO enrolled VALUES (?, ?, ?)",
                (learner, name, json.dumps(row, ensure_ascii=False)),
            ).rowcount
            if not kept:
                raise UsageError(f"Line {number} of the roster {path} names “{learner}” a second time.")
            self._database.executemany(
                "INSERT OR IGNORE INTO aliases VALUES (?, ?)",
                [(alias, learner) for alias in _aliases(row, learner, name)],
            )
            self.size += 1

    def match(self, names: Sequence[tuple[str, str]]) -> list[str]:
        """Return who is meant by the first name that the roster knows; several learners if it is not clear.

        Parameters
        ----------
        names : sequence of (str, str)
            The column that a name stands in, or nothing, and the name.
        """
        for column, value in names:
            rows = self._database.execute(
                "SELECT learner FROM aliases WHERE alias = ? ORDER BY learner LIMIT 3",
                (_alias(column, value),),
            ).fetchall()
            if rows and value:
                return [learner for (learner,) in rows]
        return []

    # --- what a gradebook says of its learners ----------------------------------------------------

    def has(self, learner: str) -> bool:
        """Tell whether the roster calls somebody so."""
        row = self._database.execute("SELECT 1 FROM enrolled WHERE learner = ?", (learner,)).fetchone()
        return row is not None

    def meet(self, learner: str, *, is_apart: bool) -> None:
        """Note that a gradebook knows somebody of this name, and whether they are nobody of this roster."""
        self._database.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", (learner, int(is_apart)))

    def has_met(self, learner: str) -> bool:
        """Tell whether the gradebook knows somebody of this name."""
        row = self._database.execute("SELECT 1 FROM met WHERE learner = ?", (learner,)).fetchone()
        return row is not None

    def rename(self, found_as: str, learner: str) -> None:
        """Note what a learner of the roster is called elsewhere."""
        self._database.execute("INSERT OR IGNORE INTO renamed VALUES (?, ?)", (found_as, learner))

    def renamed(self) -> Iterator[tuple[str, str]]:
        """Yield what learners are called elsewhere, and what the roster calls them."""
        yield from self._database.execute(
            "SELECT found_as, learner FROM renamed WHERE found_as NOT IN (SELECT learner FROM enrolled) "
            "AND found_as NOT IN (SELECT learner FROM met WHERE is_apart)"
        )

    def complete(self, learner: str, row: Mapping[str, str]) -> None:
        """Keep what an earlier roster said of a learner where this one has no such column."""
        own = self._row(learner)
        kept = {**row, **own}
        if kept == own:
            return
        self._database.execute(
            "UPDATE enrolled SET row = ? WHERE learner = ?", (json.dumps(kept, ensure_ascii=False), learner)
        )
        # What somebody else is called now was theirs only before.
        self._database.executemany(
            "INSERT OR IGNORE INTO aliases SELECT :alias, :learner "
            "WHERE :alias NOT IN (SELECT alias FROM aliases)",
            [{"alias": alias, "learner": learner} for alias in _aliases(row, learner, "")],
        )

    def identifiers(self, row: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return the cells of a row that know somebody apart from all others, the surest first."""
        found = [(column, cell) for column, cell in row.items() if cell and column.lower() in _IDENTIFIERS]
        return sorted(found, key=lambda pair: _KEYS.index(pair[0].lower()))

    def shares_identifier(self, learner: str, identifiers: Sequence[tuple[str, str]]) -> bool:
        """Tell whether the roster says one of these of a learner."""
        own = {_alias(column, cell) for column, cell in self.identifiers(self._row(learner))}
        return any(_alias(column, cell) in own for column, cell in identifiers)

    def is_called_otherwise(self, learner: str, name: str) -> bool:
        """Tell whether a learner of the roster has another name than this."""
        own = _name_of(self._row(learner))
        return bool(own and name) and _alias("", own) != _alias("", name)

    def _row(self, learner: str) -> dict[str, str]:
        query = "SELECT row FROM enrolled WHERE learner = ?"
        (text,) = self._database.execute(query, (learner,)).fetchone()
        row: dict[str, str] = json.loads(text)
        return row


def _rows_of(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a CSV, whatever its separator and whichever of the usual encodings it has."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        hint = near_path(path, (".csv", ".tsv", ".txt"))
        raise UsageError(f"There is no roster {path}.{hint}") from None
    except OSError as error:
        raise UsageError(f"The roster {path} cannot be read: {error.strerror}.") from None
    if len(content) > _MOST_BYTES:
        raise UsageError(f"The roster {path} is larger than {_MOST_BYTES >> 20} MiB.")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UsageError(f"The roster {path} is not UTF-8; save it as “CSV UTF-8”.") from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise UsageError(f"The roster {path} is not a CSV file: {error}.") from None


def _name_of(row: Mapping[str, str]) -> str:
    """Return the learner's name as people write it."""
    lowered = {column.lower(): cell for column, cell in row.items()}
    for column in _NAMES:
        if lowered.get(column):
            last, comma, first = lowered[column].partition(", ")
            return f"{first} {last}" if comma else last
    parts = [next((lowered[c] for c in columns if lowered.get(c)), "") for columns in (_FIRST, _LAST)]
    return " ".join(part for part in parts if part)


def _aliases(row: Mapping[str, str], learner: str, name: str) -> set[str]:
    """Return all by which a learner may be called in a hand-in."""
    found = {_alias("", learner), _alias("", name)}
    words = name.split()
    # Canvas names files lastfirst, without spaces.
    found.add(_alias("", "".join([*words[-1:], *words[:-1]])))
    for column, cell in row.items():
        if column.lower() in _KEYS and cell:
            found.add(_alias(column, cell))
            if column.lower() not in ("id", "identifier"):
                found.add(_alias("", cell))
            if "@" in cell:
                found.add(_alias("", cell.partition("@")[0]))
    return found - {_alias("", "")}


def _alias(column: str, value: str) -> str:
    """Return a name in the form in which names are compared; a number means something in its column only."""
    folded = re.sub(r"[\s_\-'.,]+", "", unicodedata.normalize("NFKC", value).casefold())
    return f"{column.lower() if column.lower() in ('id', 'identifier') else ''}\0{folded}"
