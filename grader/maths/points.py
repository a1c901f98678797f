"""Random points in exact arithmetic, for deciding whether two formulas are the same."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.maths.formula import INDEX_SIZES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from grader.maths.model import Quantity


def exact_values(
    quantities: Sequence[Quantity], sizes: Mapping[str, int], random: Random, bits: int = 40
) -> dict[str, Any]:
    """Return a random rational value for every quantity: `Fraction`s in arrays of dtype object."""
    values: dict[str, Any] = {}
    for quantity in quantities:
        shape = tuple(sizes[INDEX_SIZES[index]] for index in quantity.indices)
        array = np.empty(shape, dtype=object)
        for place in np.ndindex(*shape):
            array[place] = Fraction(random.randint(-(2**bits), 2**bits) or 1, random.randint(1, 2**8))
        if quantity.domain in ("positive", "unit", "rate"):
            array[...] = _each(array, lambda: Fraction(random.randint(2**bits // 2, 2**bits - 1), 2**bits))
        if quantity.domain == "small":
            array[...] = array / 2 ** (bits + 1)
        if quantity.domain == "count":
            array[...] = _each(array, lambda: Fraction(random.randint(1, 6)))
        if quantity.domain == "ones-first":
            array[..., 0] = Fraction(1)
        if quantity.domain in ("binary", "signs"):
            low = 0 if quantity.domain == "binary" else -1
            labels = [Fraction(number % 2 or low) for number in range(array.size)]
            random.shuffle(labels)  # both kinds, for with one kind alone different formulas agree
            array.flat[:] = labels
        values[quantity.name] = array if shape else array[()]
    return values


def _each(array: Any, draw: Callable[[], Fraction]) -> Any:
    """Return an array of the same shape with a number drawn for each element."""
    drawn = np.empty(array.shape, dtype=object)
    for place in np.ndindex(*array.shape):
        drawn[place] = draw()
    return drawn
