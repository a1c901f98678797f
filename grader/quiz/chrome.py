"""The words of the pages around the concepts, in the page's language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import Fault, KitError, UsageError
from grader.languages import spoken
from grader.toml_document import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.kit import Kit

FOLDER = Path(__file__).with_name("strings")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\s|\Z)")
#: A small sum, such as m − 1 or t + 1, in which a line must not break.
_SUM = re.compile(r"(?<!\w)(\w) ([−+]) (?=\w(?!\w))")
#: A first word that may begin with a capital: no letter of a formula and no name of Python's.
_FIRST_WORD = re.compile(r"(?!nan\b)(?:[^\W\d_₀-₉]{2,}|a)(?=[\s,;:]|-\w|\Z)")


def languages(kit: Kit) -> list[str]:
    """Return the languages that there are words in: ours, and a kit's own."""
    own = kit.root / "quizzes" / "strings"
    return sorted({path.stem for folder in (FOLDER, own) for path in folder.glob("*.json")})


def read_strings(kit: Kit, language: str) -> dict[str, str]:
    """Return the words of a language; a kit's own come before ours, and English stands in for what lacks.

    Raises
    ------
    UsageError
        There is no such language.
    KitError
        The kit's file is broken.
    """
    known = languages(kit)
    if language not in known:
        raise UsageError(f"There is no language “{language}”. There are {', '.join(known)}.")
    found: dict[str, str] = {}
    own = kit.root / "quizzes" / "strings" / f"{language}.json"
    for path in (FOLDER / "en.json", FOLDER / f"{language}.json", own):
        if path.is_file():
            found |= _read(path)
    return found


def _read(path: Path) -> dict[str, str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        raise KitError([Fault(shown(path), line, f"not valid JSON: {error}")]) from None
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise KitError([Fault(shown(path), 1, "this file holds one table of texts by key")])
    return data


def told(text: str) -> str:
    """Return a text of the catalogue's as a page says it: in its language, with printed apostrophes."""
    return printed(spoken(text))


def printed(text: str) -> str:
    """Return a text with the apostrophes that printers set, and with small sums in one piece."""
    return _SUM.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}", _APOSTROPHE.sub("’", text))


def headed(text: str) -> str:
    """Return a title of the catalogue's as a heading: with a capital, unless a formula or code begins it."""
    return text[:1].upper() + text[1:] if _FIRST_WORD.match(text) else text


def with_prefixes(strings: Mapping[str, str], prefixes: Sequence[str]) -> dict[str, str]:
    """Return the words whose key begins with one of the prefixes."""
    return {key: value for key, value in strings.items() if key.startswith(tuple(prefixes))}
