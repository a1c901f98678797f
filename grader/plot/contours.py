"""Contour lines of values on an even grid: marching squares, as short line segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.plot.picture import Array, Range

Segment = tuple[float, float, float, float]


def contour(grid: Array, x_range: Range, y_range: Range, level: float) -> Iterator[Segment]:
    """Yield the segments (x0, y0, x1, y1) of one contour.

    Parameters
    ----------
    grid : ndarray, shape (ny, nx)
        Values, the first row at the lowest y.
    x_range, y_range : (float, float)
        What the grid spans.
    level : float
        The value along the contour.
    """
    xs, ys = np.linspace(*x_range, grid.shape[1]), np.linspace(*y_range, grid.shape[0])
    above = grid > level
    mixed = above[:-1, :-1].astype(int) + above[1:, :-1] + above[:-1, 1:] + above[1:, 1:]
    for row, column in np.argwhere((mixed > 0) & (mixed < 4)):
        corners = (
            (xs[column], ys[row], grid[row, column]),
            (xs[column + 1], ys[row], grid[row, column + 1]),
            (xs[column + 1], ys[row + 1], grid[row + 1, column + 1]),
            (xs[column], ys[row + 1], grid[row + 1, column]),
        )
        crossings = []
        for (x0, y0, v0), (x1, y1, v1) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if (v0 > level) != (v1 > level) and np.isfinite(v0) and np.isfinite(v1):
                share = (level - v0) / (v1 - v0)
                crossings.append((float(x0 + share * (x1 - x0)), float(y0 + share * (y1 - y0))))
        for one, other in zip(crossings[::2], crossings[1::2], strict=False):
            yield (*one, *other)
