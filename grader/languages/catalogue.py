"""The catalogue of one language: what each English pattern is called there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from grader.errors import Fault, KitError
from grader.languages.plurals import PLURALS
from grader.languages.recognising import Recogniser, recogniser_of
from grader.toml_document import shown
from grader.wording import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: One folder for each language, with any number of JSON files: `{"English": "the other language"}`.
FOLDER = Path(__file__).parent
#: What a language's folder says about the language itself.
ABOUT = "about.json"

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Forms = str | dict[str, str]


def known_languages(own: Sequence[Path] = ()) -> dict[str, list[Path]]:
    """Return the folders of each language by its code; what is read later comes before what is read first.

    Parameters
    ----------
    own : sequence of Path
        Folders of languages besides ours.
    """
    found: dict[str, list[Path]] = {}
    for place in (FOLDER, *own):
        if place.is_dir():
            for folder in sorted(place.iterdir()):
                if folder.is_dir() and _CODE.fullmatch(folder.name) and any(folder.glob("*.json")):
                    found.setdefault(folder.name, []).append(folder)
    return found


@dataclass(frozen=True)
class Catalogue:
    """The sentences of one language.

    Attributes
    ----------
    language : str
        Its code.
    entries : mapping of str to str or dict
        By English pattern the other pattern, or its forms by the names that `plural` chooses.
    plural : str
        The rule for numbers, one of `grader.languages.plurals.PLURALS`.
    """

    language: str
    entries: Mapping[str, Forms]
    plural: str = "one-other"

    def spoken(self, text: str) -> str:
        """Return a text in this language, or as it is if the catalogue lacks it."""
        if not isinstance(text, Sentence):
            entry = self.entries.get(text)
            return entry if entry and isinstance(entry, str) else text
        pattern = self._pattern(text)
        if pattern is None:
            # Half a sentence in one language and half in another is worse than all of it in English.
            return str(text)
        arguments = {name: self._argument(value) for name, value in text.arguments.items()}
        try:
            return pattern.format_map(arguments) if text.arguments else pattern
        except (KeyError, IndexError, ValueError, AttributeError):
            return str(text)  # a place that the English pattern has not

    def recognised(self, text: str) -> str:
        """Return a text in this language that was read from JSON and knows no pattern any more."""
        return self._recogniser.translated(text, self.entries)

    @cached_property
    def _recogniser(self) -> Recogniser:
        return recogniser_of(self.entries)

    def _pattern(self, text: Sentence) -> str | None:
        entry = self.entries.get(text.pattern)
        if isinstance(entry, dict):
            form = PLURALS[self.plural](text.arguments.get("count", 0))
            return entry.get(form) or entry.get("other") or None
        if not entry and is_frame(text.pattern):
            return text.pattern
        return entry or None

    def _argument(self, value: Any) -> Any:
        return self.spoken(value) if isinstance(value, Sentence) else value


def is_frame(pattern: str) -> bool:
    """Tell whether a pattern has no words of its own, so that no language need translate it."""
    return not any(letter.isalpha() for literal, *_ in Formatter().parse(pattern) for letter in literal)


def read_catalogue(language: str, folders: Sequence[Path]) -> Catalogue:
    """Return a language's catalogue from its folders, the last of which have the last word.

    Raises
    ------
    KitError
        A file is broken.
    """
    entries: dict[str, Forms] = {}
    plural = "one-other"
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            values = _read(path)
            if path.name == ABOUT:
                plural = _plural(path, values) or plural
            else:
                entries |= values
    return Catalogue(language, entries, plural)


def _plural(path: Path, values: Mapping[str, Forms]) -> str:
    rule = values.get("plural", "")
    if rule and (not isinstance(rule, str) or rule not in PLURALS):
        known = ", ".join(PLURALS)
        raise KitError([Fault(shown(path), 1, f"there is no rule for plurals {rule}; there are {known}")])
    return str(rule)


def _read(path: Path) -> dict[str, Forms]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KitError(
            [Fault(shown(path), getattr(error, "lineno", 1), f"not valid JSON: {error}")]
        ) from None
    if not isinstance(data, dict) or not all(_are_forms(value) for value in data.values()):
        message = "this file holds one table: English texts, and for each a text or its forms for numbers"
        raise KitError([Fault(shown(path), 1, message)])
    return data


def _are_forms(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(form, str) for form in value.values())
    return isinstance(value, str)
