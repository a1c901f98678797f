"""Whether a state file holds what is relied on: a file that was edited by hand must not stop a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.progress.store import Data

#: In milliseconds since 1970: the last year that a date can have, less a life's reviews.
LATEST = 2.4e14
#: In days: what no review comes near, and what a formula still copes with.
LEAST_STABLE, MOST_STABLE = 1e-6, 1e6

_EXERCISE: dict[str, type | tuple[type, ...]] = {
    "outcome": str,
    "points": (int, float),
    "max_points": (int, float),
    "n_verdicts": int,
    "last": str,
    "passed": str,
    "reset": str,
    "misconceptions": dict,
}
_ITEM: dict[str, type | tuple[type, ...]] = {
    "meaning": str,
    "seed": str,
    "tries": int,
    "best": (int, float),
    "last": (int, float),
    "at": str,
    "misconceptions": list,
}


def is_sound(data: Data) -> bool:
    """Tell whether the parts of the progress that are known have the types that they should have."""
    return _are_sound(data, "exercises", _is_exercise) and _are_sound(data, "items", _is_item)


def is_sound_schedule(data: Data) -> bool:
    """Tell whether a schedule of cards has the types and the ranges that a review relies on."""
    return _are_sound(data, "cards", is_card)


def _are_sound(data: Data, part: str, is_entry: Callable[[Any], bool]) -> bool:
    kits = data.get("kits", {})
    if not isinstance(kits, dict):
        return False
    for kit in kits.values():
        entries = kit.get(part, {}) if isinstance(kit, dict) else None
        if not isinstance(entries, dict) or not all(is_entry(entry) for entry in entries.values()):
            return False
    return True


def _has_types(entry: Any, types: dict[str, type | tuple[type, ...]]) -> bool:
    return isinstance(entry, dict) and all(
        isinstance(entry[name], kind) for name, kind in types.items() if name in entry
    )


def _is_exercise(entry: Any) -> bool:
    return _has_types(entry, _EXERCISE) and all(
        isinstance(known, dict)
        and isinstance(known.get("first"), str)
        and isinstance(known.get("last", ""), str)
        and isinstance(known.get("overcome", ""), str)
        and _are_texts(known.get("checks", []))
        for known in entry.get("misconceptions", {}).values()
    )


def _is_item(entry: Any) -> bool:
    return _has_types(entry, _ITEM) and _are_texts(entry.get("misconceptions", []))


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def is_card(entry: Any) -> bool:
    """Tell whether an entry can be what is remembered of a card, in this file or in one of the pages."""
    if not isinstance(entry, dict) or not isinstance(entry.get("meaning"), str):
        return False
    if not all(_is_within(entry.get(name), 0, LATEST) for name in ("due", "last")):
        return False
    if not all(_is_within(entry[name], 0, LATEST) for name in ("first", "at") if name in entry):
        return False
    # A card that is in review has no step; the pages write null, and older files nothing.
    return bool(
        entry.get("state") in (1, 2, 3)
        and entry.get("step") in (None, 0, 1)
        and _is_within(entry.get("stability"), LEAST_STABLE, MOST_STABLE)
        and _is_within(entry.get("difficulty"), 1, 10)
    )


def _is_within(value: Any, low: float, high: float) -> bool:
    """Tell whether a value is a number between two others; no NaN is."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
