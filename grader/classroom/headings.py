"""The headings of a Moodle that speaks another language, told as the English one has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_GERMAN = {
    "vollständiger name": "Full name",
    "e-mail-adresse": "Email address",
    "id-nummer": "ID number",
    "anmeldename": "Username",
    "bewertung": "Grade",
    "bestwertung": "Maximum Grade",
    "bewertung kann geändert werden": "Grade can be changed",
    "feedback als kommentar": "Feedback comments",
}
#: Spelt in more than one way by now, such as Teilnehmer/in and Teilnehmer*in.
_PARTICIPANT = re.compile(r"Teilnehmer\D*(\d+)")


def english(header: Sequence[str]) -> list[str]:
    """Return a file's headings in English where they are known in another language; else as they are."""
    lowered = [heading.strip().lower() for heading in header]
    found = [_GERMAN.get(name, heading) for name, heading in zip(lowered, header, strict=True)]
    if "vollständiger name" in lowered or "bestwertung" in lowered:
        # In German both Moodle's Identifier and Canvas's number would be “ID”; Canvas has no such neighbours.
        found = [
            "Identifier" if name == "id" else heading for name, heading in zip(lowered, found, strict=True)
        ]
    return found


def in_english(heading: str, cell: str) -> str:
    """Return a cell as the English Moodle writes it: `Teilnehmer/in12` is `Participant 12`."""
    match = _PARTICIPANT.fullmatch(cell.strip()) if heading.strip().lower() == "identifier" else None
    return f"Participant {match[1]}" if match else cell
