"""The language that learners are spoken to: chosen once a command, English until then."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError, near_names
from grader.wording import Sentence, counted, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from grader.languages.catalogue import Catalogue

__all__ = ["ENGLISH", "VARIABLE", "current", "say", "say_counted", "speaking", "spoken", "use", "wanted"]

ENGLISH = "en"
#: Names the language where no option does.
VARIABLE = "GRADER_LANGUAGE"

# None is English, which needs no catalogue: it costs a comparison.
_catalogue: Catalogue | None = None


def current() -> str:
    """Return the code of the language that is spoken."""
    return ENGLISH if _catalogue is None else _catalogue.language


def use(language: str, own: Sequence[Path] = ()) -> None:
    """Speak a language from here on.

    Parameters
    ----------
    language : str
        Such as `de`, or `de-AT` where there is only `de`.
    own : sequence of Path
        Folders with further languages, and with further sentences for ours: those of a kit.

    Raises
    ------
    UsageError
        There is no such language.
    KitError
        A file of the language is broken.
    """
    global _catalogue
    if not language or language == ENGLISH:
        _catalogue = None
        return
    from grader.languages.catalogue import known_languages, read_catalogue

    known = known_languages(own)
    code = _code(language, known)
    if not code:
        raise unknown_language(language, known)
    _catalogue = None if code == ENGLISH else read_catalogue(code, known[code])


@contextmanager
def speaking(language: str, own: Sequence[Path] = ()) -> Iterator[None]:
    """Speak a language for a while, as `use` does, and then the one before."""
    global _catalogue
    before = _catalogue
    use(language, own)
    try:
        yield
    finally:
        _catalogue = before


def is_known(language: str) -> bool:
    """Tell whether there is a language, of itself and not in a kit."""
    from grader.languages.catalogue import known_languages

    return bool(_code(language, known_languages()))


def _code(language: str, known: Collection[str]) -> str:
    """Return the code of the language that is meant: de for de-AT and de_DE.UTF-8; empty if none is."""
    asked = language.partition(".")[0].replace("_", "-")
    codes = (asked, asked.lower(), asked.lower().partition("-")[0])
    return next((code for code in codes if code == ENGLISH or code in known), "")


def unknown_language(language: str, known: Collection[str]) -> UsageError:
    """Return the one sentence about a language that is not there."""
    codes = sorted({ENGLISH, *known})
    near = near_names(language, codes, limit=1)
    hint = sentence(" Did you mean “{name}”?", name=near[0]) if near else ""
    return UsageError(
        sentence(
            "There is no language “{language}”.{hint} There are {codes}.",
            language=language,
            hint=hint,
            codes=listed(codes),
        )
    )


def wanted() -> str:
    """Return the language that the environment asks for; empty if none."""
    return os.environ.get(VARIABLE, "").strip()


def spoken(text: str) -> str:
    """Return a text in the language that is spoken.

    Parameters
    ----------
    text : str
        A `Sentence`, or a fixed text that a catalogue may know as a whole. What no catalogue has is
        returned as it is.
    """
    return text if _catalogue is None else _catalogue.spoken(text)


def recognised(text: str) -> str:
    """Return a text in the language that is spoken, also one that was stored and only looks like a sentence.

    A sentence of which no pattern is found, or one about a single thing, stays English.
    """
    if _catalogue is None or isinstance(text, Sentence):
        return spoken(text)
    return _catalogue.recognised(text)


def say(pattern: str, /, **arguments: Any) -> str:
    """Return a pattern filled with values, in the language that is spoken; see `grader.wording.sentence`."""
    return spoken(sentence(pattern, **arguments))


def say_counted(one: str, other: str, /, count: float, **arguments: Any) -> str:
    """Return the pattern that fits a number, in the language that is spoken; see `grader.wording.counted`."""
    return spoken(counted(one, other, count, **arguments))
