"""Mutants: which changes are made, how they are named, and what a reason must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.authoring.mutants import _reasons, mutants_of
from grader.errors import KitError

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = '''\
"""A module."""

import numpy as np


def step(x, alpha=0.1):
    """Return x after some steps."""
    for _ in range(3):
        if x < 0:
            break
        x = x - alpha * np.mean(x, axis=0)
    return x
'''


def changes() -> set[str]:
    """Return what the mutants of the source change."""
    return {mutant.change for mutant in mutants_of(SOURCE)}


@pytest.mark.parametrize(
    "change",
    [
        "x = x - alpha * np.mean(x, axis=0) → x = x + alpha * np.mean(x, axis=0)",
        "x = x - alpha * np.mean(x, axis=0) → x = x - alpha / np.mean(x, axis=0)",
        "x = x - alpha * np.mean(x, axis=0) → x = x - alpha * np.sum(x, axis=0)",
        "x = x - alpha * np.mean(x, axis=0) → x = x - alpha * np.mean(x, axis=1)",
        "x = x - alpha * np.mean(x, axis=0) → x = x - alpha * np.mean(x)",
        "x = x - alpha * np.mean(x, axis=0) → x = alpha - alpha * np.mean(x, axis=0)",
        "x = x - alpha * np.mean(x, axis=0) → pass",
        "for _ in range(3): → for _ in range(3 + 1):",
        "for _ in range(3): → for _ in range(1, 3):",
        "if x < 0: → if x <= 0:",
        "if x < 0: → if not x < 0:",
        "break → pass",
        "return x → pass",
        "def step(x, alpha=0.1): → def step(x, alpha=0.2):",
    ],
)
def test_change(change: str) -> None:
    """Operators, calls, axes, names, ranges, comparisons, statements and defaults are changed."""
    assert change in changes()


def test_docstrings_stay() -> None:
    """What is said of a function is no part of what it does."""
    assert not [change for change in changes() if "Return x after" in change]


def test_each_once() -> None:
    """No two mutants are the same text, none is the reference, and each has a line of the reference."""
    mutants = mutants_of(SOURCE)

    assert len(mutants) == len({mutant.source for mutant in mutants})
    assert all(6 <= mutant.line <= 12 for mutant in mutants)
    assert all(mutant.change != " → " for mutant in mutants)


def test_the_tree_is_left_as_it_was() -> None:
    """Making mutants twice gives the same ones."""
    assert mutants_of(SOURCE) == mutants_of(SOURCE)


def test_reasons(tmp_path: Path) -> None:
    """Reasons are found by function and change; without a file there are none."""
    file = tmp_path / "equivalent_mutants.toml"

    assert {} == _reasons(file)

    file.write_text('[[mutants]]\nfunction = "f"\nchange = "a → b"\nreason = "Because."\n', encoding="utf-8")

    assert {("f", "a → b"): "Because."} == _reasons(file)


@pytest.mark.parametrize(
    "text", ["[[mutants]", '[[mutants]]\nfunction = "f"\nchange = "a → b"\nreason = ""\n']
)
def test_reasons_that_are_none(tmp_path: Path, text: str) -> None:
    """A file that cannot be read, or an entry without a reason, is a fault of the kit."""
    file = tmp_path / "equivalent_mutants.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(KitError):
        _reasons(file)
