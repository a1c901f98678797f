"""The JSON Schema for editors says of an exercise.toml what its reader says."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from grader.exercise import COMPUTES, HISTORIES, KINDS, ROLES, Limits
from grader.exercise_reader import _FUNCTION_KEYS, _HISTORY_KEYS, _KEYS, N_HINTS
from grader.kit import find_kit

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeKit = Callable[..., Path]

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "grader" / "exercise.schema.json").read_text(encoding="utf-8"))
FILES = sorted(
    [*ROOT.glob("exercises/*/exercise.toml"), *ROOT.glob("tests/kits/*/exercises/*/exercise.toml")]
)
STEM = "ex03_simultaneous_update"
PROPERTIES = SCHEMA["properties"]
FUNCTION = PROPERTIES["functions"]["items"]["properties"]


def is_valid(text: str) -> bool:
    """Tell whether a document is as the schema says."""
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_exercise_is_valid(path: Path) -> None:
    """The exercises that the reader takes are valid."""
    assert is_valid(path.read_text(encoding="utf-8"))


def test_the_same_keys() -> None:
    """Schema and reader know the same keys."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert set(_KEYS) == set(PROPERTIES)
    assert set(_FUNCTION_KEYS) == set(FUNCTION)
    assert set(_HISTORY_KEYS) == set(FUNCTION["history"]["properties"])
    assert {item.name for item in fields(Limits)} == set(PROPERTIES["limits"]["properties"])
    assert set(ROLES) == set(PROPERTIES["roles"]["properties"])


def test_the_same_values() -> None:
    """Schema and reader allow the same words."""
    kinds = PROPERTIES["shapes"]["additionalProperties"]["anyOf"][1]["enum"]

    assert list(COMPUTES) == FUNCTION["computes"]["enum"]
    assert list(HISTORIES) == FUNCTION["history"]["properties"]["holds"]["enum"]
    assert list(KINDS) == kinds
    assert N_HINTS == PROPERTIES["hints"]["minItems"] == PROPERTIES["hints"]["maxItems"]


CHANGES = {
    "nothing": ("title", "title"),
    "no title": ('title = "Walk down the hill"\n', ""),
    "empty title": ('"Walk down the hill"', '"  "'),
    "unknown key": ("summary", "sumary"),
    "two hints": ('"second", ', ""),
    "no shape": ('["m", "n"]', '["m", "k"]'),
    "a shape of zero": ('["n", 1]', '["n", 0]'),
    "unknown kind": ('["n", 1]', '"colour"'),
    "known kind": ('["m", "n"]', '"numbers"'),
    "unknown role": ("rate =", "raet ="),
    "unknown computes": ('computes = "gradient"', 'computes = "gradeint"'),
    "no name": ('name = "update"\n', ""),
    "a name that is none": ('name = "update"', 'name = "up-date"'),
    "no default": ('"alpha=0.1"', '"alpha="'),
    "no memory": ("[[functions]]", "[limits]\nmemory_mb = 0\n\n[[functions]]"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=list(CHANGES))
def test_what_the_schema_refuses(old: str, new: str, make_kit: MakeKit) -> None:
    """A document that the schema refuses is one that the reader has a fault for, and the reverse here."""
    root = make_kit()
    path = root / "exercises" / STEM / "exercise.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    path.write_text(changed, encoding="utf-8")
    faults = [fault for fault in find_kit(root).faults() if fault.path.endswith("exercise.toml")]

    assert is_valid(changed) is (not faults), faults
