"""By what a learning platform knows a learner, from the roster and from where their files were found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.classroom.intake_names import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grader.classroom.exports.sheet import Row

#: Columns by what they mean; the same number means somebody else in another column.
_COLUMNS = {
    "number": ("id",),
    "participant": ("identifier",),
    "sis": ("sis user id", "integration id", "id number", "student id", "student_id", "sid", "user id"),
    "login": ("sis login id", "login id", "login", "username", "user name", "github_username"),
    "email": ("email", "email address", "e-mail", "e-mail address", "mail"),
    "section": ("section", "sections", "section_name", "group", "groups"),
    "name": ("name", "full name", "fullname", "student", "student name", "display name"),
    "first": ("first name", "first_name", "given name", "vorname"),
    "last": ("last name", "last_name", "surname", "family name", "nachname"),
}
#: The surest first; a name is taken only if nothing else is known.
_SURE = ("number", "participant", "sis", "login", "email")


@dataclass(frozen=True)
class Identity:
    """What is known of a learner; empty where it is not.

    Attributes
    ----------
    number : str
        Canvas's own.
    participant : str
        Moodle's, of one assignment: `Participant 12345`.
    sis : str
        The institution's number.
    login, email, section : str
        As the platform has them.
    first, last : str
        Their name in two parts, as far as it can be told.
    name : str
        Their name, or what the gradebook calls them.
    """

    number: str = ""
    participant: str = ""
    sis: str = ""
    login: str = ""
    email: str = ""
    section: str = ""
    first: str = ""
    last: str = ""
    name: str = ""

    @property
    def sortable(self) -> str:
        """The name as Canvas sorts it: last name, first name."""
        return f"{self.last}, {self.first}" if self.first and self.last else self.name


def column_kind(column: str) -> str:
    """Return what a column means, one of `Identity`'s fields; nothing if it is none of them."""
    lowered = column.strip().lower()
    return next((kind for kind, names in _COLUMNS.items() if lowered in names), "")


def identity_of(row: Row) -> Identity:
    """Return what the roster says of a learner, and where that is silent, what their files' places say."""
    found = fields_of(row.learner.roster.items())
    for result in row.results.values():
        if result.standing is not None and result.standing.origin:
            owner = owner_of(result.standing.origin)
            for kind, value in fields_of(owner.identity.items() if owner else ()).items():
                # Moodle's number is another one in each assignment: that of the hand-in is the right one.
                if kind == "participant" or kind not in found:
                    found[kind] = value
    name = row.learner.name or found.get("name", "") or row.learner.learner
    if "@" in row.learner.learner:
        found.setdefault("email", row.learner.learner)
    last, comma, first = found.pop("name", "").partition(",")
    if comma:
        found.setdefault("first", first.strip())
        found.setdefault("last", last.strip())
    elif " " in name and not found.keys() & {"first", "last"}:
        found["first"], _, found["last"] = name.rpartition(" ")
    return Identity(**found, name=name)


def fields_of(cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what the cells of a row mean, by field; of several columns that mean the same the first."""
    found: dict[str, str] = {}
    for column, value in cells:
        kind = column_kind(column)
        if kind and value.strip():
            found.setdefault(kind, value.strip())
    return found


def folded(text: str) -> str:
    """Return a text as names and addresses are compared."""
    return re.sub(r"[\s_\-'.,]+", "", unicodedata.normalize("NFKC", text).casefold())


def _keys(fields: Mapping[str, str], learner: str = "") -> Iterator[tuple[str, str]]:
    """Yield by what somebody can be found, the surest first: a kind and a folded text."""
    for kind in _SURE:
        if value := fields.get(kind, ""):
            yield kind if kind in ("number", "participant") else "account", folded(value)
    if learner:
        yield "account", folded(learner)
    last, comma, first = fields.get("name", "").partition(",")
    names = {f"{first} {last}" if comma else last, f"{last} {first}"}
    names.add(f"{fields.get('first', '')} {fields.get('last', '')}")
    for name in sorted(filter(None, map(folded, names))):
        yield "name", name


class Directory:
    """Finds somebody's line in a file of the platform's.

    Parameters
    ----------
    people : iterable of (int, mapping of str to str)
        The line's number, and its cells by column.
    """

    def __init__(self, people: Iterable[tuple[int, Mapping[str, str]]]) -> None:
        self._lines: dict[tuple[str, str], set[int]] = {}
        self._fields: dict[int, dict[str, str]] = {}
        for line, cells in people:
            self._fields[line] = fields_of(cells.items())
            for key in _keys(self._fields[line]):
                self._lines.setdefault(key, set()).add(line)

    def find(self, row: Row) -> set[int]:
        """Return the lines that a learner may be in, by the surest that is known of them."""
        identity = identity_of(row)
        known = {kind: getattr(identity, kind) for kind in (*_SURE, "first", "last", "name")}
        for key in _keys(known, row.learner.learner):
            if lines := self._lines.get(key):
                # Somebody of the same name with another number is somebody else.
                return lines if key[0] != "name" else {n for n in lines if not self._is_other(n, known)}
        return set()

    def _is_other(self, line: int, known: Mapping[str, str]) -> bool:
        """Tell whether a line says of somebody what cannot be true of a learner."""
        fields = self._fields[line]
        told = [(fields.get(kind, ""), known[kind]) for kind in _SURE if kind != "participant"]
        return any(theirs and ours and folded(theirs) != folded(ours) for theirs, ours in told)
