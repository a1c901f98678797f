"""Round numbers for the ticks of an axis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.plot.picture import Range


def ticks(ends: Range, about: int = 6) -> list[float]:
    """Return round numbers within a range, about so many of them.

    Parameters
    ----------
    ends : (float, float)
        The range.
    about : int
        How many ticks are wanted.
    """
    low, high = ends
    rough = (high - low) / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    return [round(number * step, 12) for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
