"""What a picture shows, as plain data; how it is drawn is the affair of `braille`, `svg` and `png`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["plane", "curve", "course"]
Array = np.ndarray[Any, np.dtype[np.float64]]
Range = tuple[float, float]

#: Where two tracks are no further apart than this, measured by the right one's extent, they are the same.
SAME = 1e-6
N_LEVELS = 6


@dataclass(frozen=True)
class Track:
    """One side's iterates.

    Attributes
    ----------
    points : ndarray, shape (k, 2)
        Where it was after each step, the start first; fewer than asked for if it came to an end.
    ended : str
        Why there are no more of them; empty if there are all.
    """

    points: Array
    ended: str = ""


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes
    ----------
    kind : {"plane", "curve", "course"}
        Contours of a cost over two coordinates; a cost over its one parameter; a rate over time.
    title : str
        What is drawn.
    function : str
        The learner's function that it is about.
    x_label, y_label : str
        The axes.
    x_range, y_range : (float, float)
        What is shown of them.
    right, yours : Track
        The two sides.
    grid : ndarray, shape (ny, nx), or None
        The cost at even distances over both ranges, the first row at the lowest y; of a plane only.
    curve : ndarray, shape (k, 2), or None
        The cost over its parameter; of a curve only.
    notes : tuple of str
        What cannot be seen, in sentences.
    """

    kind: Kind
    title: str
    function: str
    x_label: str
    y_label: str
    x_range: Range
    y_range: Range
    right: Track
    yours: Track
    grid: Array | None = None
    curve: Array | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def is_same(self) -> bool:
        """Whether both sides walk the same path, all of it."""
        return are_same(self.right, self.yours)

    @property
    def counted(self) -> str:
        """What the iterates are counted in."""
        return "t" if self.kind == "course" else sentence("step")

    @property
    def levels(self) -> Sequence[float]:
        """The costs at which contours are drawn: each encloses an equal part more of the picture."""
        if self.grid is None:
            return ()
        costs = self.grid[np.isfinite(self.grid)]
        shares = np.arange(1, N_LEVELS + 1) / (N_LEVELS + 0.5)
        return sorted(set(np.quantile(costs, shares**1.3).tolist())) if costs.size else ()

    def is_inside(self, point: Array) -> bool:
        """Tell whether a point lies within the axes."""
        (left, right), (low, high) = self.x_range, self.y_range
        return bool(left <= point[0] <= right and low <= point[1] <= high)


def are_same(one: Track, other: Track) -> bool:
    """Tell whether two tracks go through the same points."""
    if one.points.shape != other.points.shape:
        return False
    size = max(float(np.max(np.ptp(one.points, axis=0), initial=0.0)), 1e-12)
    return bool(np.all(np.abs(one.points - other.points) <= SAME * size))


def framed(right: Array, yours: Array, *, is_plane: bool = False) -> tuple[Range, Range]:
    """Return ranges that hold the right points, and of the learner's those that are not too far away."""
    low, high = _box(right)
    # A path along a line would leave the picture flat; the short side gets at least something.
    extent = np.maximum(high - low, 1e-6)
    if is_plane:
        extent = np.maximum(extent, 0.3 * extent.max())
    yours = yours[np.all(np.isfinite(yours), axis=1)]
    near = yours[np.all((yours >= low - 1.2 * extent) & (yours <= high + 1.2 * extent), axis=1)]
    low, high = _box(np.vstack([right, near]))
    extent = np.maximum(high - low, extent)
    middle, margin = (low + high) / 2, extent * 0.62
    (left, bottom), (right_, top) = middle - margin, middle + margin
    return (float(left), float(right_)), (float(bottom), float(top))


def _box(points: Array) -> tuple[Array, Array]:
    finite = points[np.all(np.isfinite(points), axis=1)]
    return finite.min(axis=0), finite.max(axis=0)


def clipped_note(picture: Picture) -> str:
    """Return what is to be said of a learner's path that leaves the picture; empty if it does not."""
    for step, point in enumerate(picture.yours.points):
        if not np.all(np.isfinite(point)):
            return sentence(
                "Yours is no number any more from {counted} {step} on.", counted=picture.counted, step=step
            )
        if not picture.is_inside(point):
            last = picture.yours.points[-1]
            where: str = sentence("no number")
            if np.all(np.isfinite(last)):
                where = f"({_short(last[0])}, {_short(last[1])})"
            end = picture.yours.points.shape[0] - 1
            return sentence(
                "Yours leaves the picture at {counted} {step}; at {counted} {end} it is at {where}.",
                counted=picture.counted,
                step=step,
                end=end,
                where=where,
            )
    return ""


def _short(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
