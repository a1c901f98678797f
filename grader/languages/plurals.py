"""How languages choose a noun's form for a number: the rules by name, each from a number to a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _one_other(count: float) -> str:
    """Return the form as in German, Dutch, Spanish, Italian or Swedish."""
    return "one" if count == 1 else "other"


def _below_two(count: float) -> str:
    """Return the form as in French, where nothing and one and a half are singular as well."""
    return "one" if 0 <= count < 2 else "other"


def _only_other(count: float) -> str:
    """Return the form as in Chinese, Japanese, Korean or Vietnamese, which have one for all numbers."""
    return "other"


def _east_slavic(count: float) -> str:
    """Return the form as in Russian or Ukrainian, by the last digits."""
    if count != int(count):
        return "other"
    last, last_two = int(count) % 10, int(count) % 100
    if last == 1 and last_two != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= last_two <= 14 else "many"


def _polish(count: float) -> str:
    """Return the form as in Polish."""
    if count == 1:
        return "one"
    if count != int(count):
        return "other"
    last, last_two = int(count) % 10, int(count) % 100
    return "few" if 2 <= last <= 4 and not 12 <= last_two <= 14 else "many"


#: By the name that a language's `about.json` gives; the forms are the names in a catalogue's entry.
PLURALS: Mapping[str, Callable[[float], str]] = {
    "one-other": _one_other,
    "below-two-other": _below_two,
    "other": _only_other,
    "one-few-many": _east_slavic,
    "one-few-many-polish": _polish,
}

#: The forms that each rule chooses from.
FORMS: Mapping[str, tuple[str, ...]] = {
    "one-other": ("one", "other"),
    "below-two-other": ("one", "other"),
    "other": ("other",),
    "one-few-many": ("one", "few", "many", "other"),
    "one-few-many-polish": ("one", "few", "many", "other"),
}
