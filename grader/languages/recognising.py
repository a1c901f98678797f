"""Finds the pattern of a sentence that no longer knows what it was made of: one that was stored as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: A pattern with fewer letters of its own is no evidence: it would be found in any learner's text.
_ENOUGH_LETTERS = 6
#: What stands in a place by its name, where that is known; elsewhere it is any text.
_HELD = {
    "shape": r"\([^()]*\)",
    **dict.fromkeys(("count", "line", "n", "n_steps", "number", "seconds"), r"[-+.\de]+"),
}


@dataclass(frozen=True)
class Recogniser:
    """The patterns of a language, to be recognised in English text, those with the most words first."""

    patterns: Sequence[tuple[re.Pattern[str], str]]

    def translated(self, text: str, exact: Mapping[str, object]) -> str:
        """Return a text in the language if one of the patterns made it, else as it is.

        Parameters
        ----------
        text : str
            English.
        exact : mapping of str to object
            What is known as a whole.
        """
        known = exact.get(text)
        # A single word is more likely to be a name: of a function, of a check.
        if isinstance(known, str) and known and " " in text:
            return known
        for pattern, translation in self.patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                places = {name: self.translated(part, exact) for name, part in found.groupdict().items()}
                return _filled(translation, places)
        return text


def recogniser_of(entries: Mapping[str, object]) -> Recogniser:
    """Return what recognises the patterns of a catalogue."""
    found = []
    for pattern, translation in entries.items():
        if isinstance(translation, dict):
            translation = translation.get("other")
        letters = sum(letter.isalpha() for text, *_ in Formatter().parse(pattern) for letter in text)
        if isinstance(translation, str) and translation and "{" in pattern and letters >= _ENOUGH_LETTERS:
            expression = re.compile("".join(_pieces(pattern)), re.DOTALL)
            # What begins with words of its own comes first: it may hold a whole sentence of another kind.
            found.append((not pattern.startswith("{"), letters, expression, translation))
    ordered = sorted(found, key=lambda one: one[:2], reverse=True)
    return Recogniser([(expression, translation) for *_, expression, translation in ordered])


def _pieces(pattern: str) -> Iterator[str]:
    """Yield the parts of a regular expression; a place that comes twice holds the same both times."""
    seen: set[str] = set()
    for text, name, _, _ in Formatter().parse(pattern):
        yield re.escape(text)
        if name:
            yield f"(?P={name})" if name in seen else f"(?P<{name}>{_HELD.get(name, '.*?')})"
            seen.add(name)


def _filled(translation: str, places: Mapping[str, str]) -> str:
    """Return a translation with its places filled by text that is written already."""
    return "".join(
        text + (places.get(name, "") if name else "") for text, name, _, _ in Formatter().parse(translation)
    )
