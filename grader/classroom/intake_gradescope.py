"""Reads the metadata of a Gradescope export: which folder is whose, and when it was handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBMISSION = re.compile(r"['\"]?(submission_\d+)['\"]?:\s*")
_FIELD = re.compile(
    r"(?P<indent> *)(?P<dash>- )?:?(?P<key>name|sid|email|created_at|submitters|[a-z_]+):(?P<value>.*)"
)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True)
class Submitter:
    """One of those who handed in a folder together."""

    folder: str
    name: str = ""
    sid: str = ""
    email: str = ""
    handed_in_at: str | None = None


def submitters_in(text: str) -> Iterator[Submitter]:
    """Yield who handed in what, by the lines that matter; the rest of the YAML is results and comments.

    Parameters
    ----------
    text : str
        The file `submission_metadata.yml`.
    """
    folder, handed_in_at = "", None
    people: list[dict[str, str]] = []
    section = ""
    for line in text.splitlines():
        if match := _SUBMISSION.fullmatch(line):
            yield from _together(folder, handed_in_at, people)
            folder, handed_in_at, people, section = match[1], None, [], ""
            continue
        field = _FIELD.fullmatch(line)
        if field is None or not folder:
            continue
        if len(field["indent"]) == 2 and not field["dash"]:
            section = field["key"]
            if section == "created_at":
                handed_in_at = _time(field["value"])
        elif section == "submitters" and len(field["indent"]) <= 4:
            if field["dash"]:
                people.append({})
            if people:
                people[-1][field["key"]] = _scalar(field["value"])
    yield from _together(folder, handed_in_at, people)


def _together(folder: str, handed_in_at: str | None, people: list[dict[str, str]]) -> Iterator[Submitter]:
    for person in people:
        known = {key: person.get(key, "") for key in ("name", "sid", "email")}
        yield Submitter(folder, handed_in_at=handed_in_at, **known)


def _scalar(value: str) -> str:
    """Return a YAML scalar's text."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return "" if value in ("~", "null") else value


def _time(value: str) -> str | None:
    """Return a time as ISO 8601; None if it is in another form."""
    match = _TIME.fullmatch(_scalar(value))
    return f"{match[1]}T{match[2]}{match[3] or ''}" if match else None
