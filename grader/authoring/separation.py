"""Whether the right rule and all mistakes are far enough apart on the probes to be told from one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.compare import RTOL_SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

#: From the right values a mistake must differ by more than single precision is allowed to lose.
FROM_RIGHT = RTOL_SINGLE
#: From one another by more than recognisers, which see single precision a hundred times sharper, allow.
FROM_ANOTHER = RTOL_SINGLE / 20
#: Values below this are compared absolutely, as recognisers do.
_SMALLEST = 1e-3


@dataclass(frozen=True)
class Row:
    """What one rule, right or wrong, gives on every probe.

    Attributes
    ----------
    label : str
        Misconceptions and detail; empty for the right rule.
    ids : tuple of str
        The misconceptions; two rows of the same ones need not be told apart.
    values : sequence of sequence of ndarray
        By probe and by returned value.
    """

    label: str
    ids: tuple[str, ...]
    values: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Separation:
    """Which probe is the first to tell each two rows apart, counted from 0; −1 if none does."""

    labels: tuple[str, ...]
    first: Any
    alike: tuple[tuple[str, str], ...]


def separate(rows: Sequence[Row]) -> Separation:
    """Compare every two rows; the first is the right one.

    Parameters
    ----------
    rows : sequence of Row
        All over the same probes.
    """
    first = np.full((len(rows), len(rows)), -1)
    groups = _of_one_size(rows)
    for sizes, places in groups.items():
        first[np.ix_(places, places)] = _first_probes([rows[place] for place in places], places[0] == 0)
        for others, elsewhere in groups.items():
            if others != sizes:
                probe = next(
                    at for at, pair in enumerate(zip(sizes, others, strict=True)) if len({*pair}) > 1
                )
                first[np.ix_(places, elsewhere)] = probe
    alike = tuple(
        (rows[one].label, rows[other].label)
        for one in range(len(rows))
        for other in range(one + 1, len(rows))
        if first[one, other] < 0 and rows[one].ids != rows[other].ids
    )
    return Separation(tuple(row.label for row in rows), first, alike)


def _of_one_size(rows: Sequence[Row]) -> dict[tuple[tuple[int, ...], ...], list[int]]:
    """Return the places of rows whose values can be compared number by number, by their sizes."""
    found: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for place, row in enumerate(rows):
        sizes = tuple(tuple(np.size(value) for value in values) for values in row.values)
        found.setdefault(sizes, []).append(place)
    return found


def _first_probes(rows: Sequence[Row], has_right: bool) -> Any:
    """Return the table of the first probe on which each two rows differ; −1 where there is none."""
    blocks = [np.size(value) for values in rows[0].values for value in values]
    probe_of = [probe for probe, values in enumerate(rows[0].values) for _ in values]
    starts = np.cumsum([0, *blocks[:-1]])
    table = np.array(
        [np.concatenate([np.ravel(value) for values in row.values for value in values]) for row in rows],
        dtype=float,
    )
    finite = np.isfinite(table)
    table = np.where(finite, table, 0.0)
    largest = np.maximum.reduceat(np.abs(table), starts, axis=1)
    first = np.full((len(rows), len(rows)), -1)
    for place in range(len(rows)):
        margin = np.full(len(rows), FROM_ANOTHER)
        if has_right:
            margin = np.full(len(rows), FROM_RIGHT) if place == 0 else margin
            margin[0] = FROM_RIGHT
        apart = np.maximum.reduceat(np.abs(table - table[place]), starts, axis=1)
        scale = np.maximum(np.maximum(largest, largest[place]), _SMALLEST)
        differs = apart > margin[:, None] * scale
        # Where one overflows and the other does not, no number is needed.
        differs |= np.logical_or.reduceat(finite != finite[place], starts, axis=1)
        for block in reversed(range(len(blocks))):
            first[place, differs[:, block]] = probe_of[block]
    return first


def matrix_lines(title: str, separation: Separation) -> list[str]:
    """Return the separation matrix for a person: in each cell the probe that tells two rows apart."""
    width = len(str(len(separation.labels) - 1))
    numbers = [str(place).rjust(width) for place in range(len(separation.labels))]
    lines = [title, f"  {' ' * width} {' '.join(numbers)}"]
    for place, label in enumerate(separation.labels):
        cells = []
        for other in range(len(separation.labels)):
            probe = separation.first[place, other]
            cell = "·" if place == other else str(probe + 1) if probe >= 0 else "="
            cells.append(cell.rjust(width))
        lines.append(f"  {numbers[place]} {' '.join(cells)}  {label or 'right'}")
    return lines


def rows_from(
    right: Sequence[Sequence[Any]], wrong: Sequence[tuple[str, tuple[str, ...], Sequence[Sequence[Any]]]]
) -> list[Row]:
    """Return rows from values by probe; a single number stands for every component of the right value."""
    rows = [Row("", (), right)]
    for label, ids, values in wrong:
        spread = [
            [
                np.broadcast_to(value, np.shape(wanted)) if np.size(value) == 1 else value
                for value, wanted in zip(there, expected, strict=True)
            ]
            for there, expected in zip(values, right, strict=True)
        ]
        rows.append(Row(label, ids, spread))
    return rows
