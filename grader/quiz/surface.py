"""A cost as a surface: its values on a grid of two parameters, and its level lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.maths.formula import FUNCTIONS, INDEX_SIZES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.maths.formula import Formula, Tree

Point = tuple[float, float]
Segment = tuple[Point, Point]

#: As a share of the picture: nobody sees whether a line bends by so little.
UNSEEN = 0.0006


def on_grid(formula: Formula, values: Mapping[str, Any], sizes: Mapping[str, int]) -> Any:
    """Return a scalar formula's value where some numbers are whole grids.

    Parameters
    ----------
    values : mapping of str to number, grid, or nested lists of them
        Parameters may be arrays of any one shape; an element of a vector is an element of a list.
    """
    with np.errstate(all="ignore"):
        return _visit(formula.tree, values, sizes, {})


def _visit(tree: Tree, values: Mapping[str, Any], sizes: Mapping[str, int], at: Mapping[str, int]) -> Any:
    head, *parts = tree
    if head == "number":
        return parts[0] / parts[1]
    if head == "symbol":
        return sizes[parts[0]] if parts[0] in sizes else values[parts[0]]
    if head == "index":
        return at[parts[0]]
    if head == "element":
        value = values[parts[0]]
        for index in parts[1:]:
            value = value[int(_visit(index, values, sizes, at)) - 1]
        return value
    if head == "sum":
        body, index, low, high = parts
        bounds = int(_visit(low, values, sizes, at)), int(_visit(high, values, sizes, at))
        assert index in INDEX_SIZES
        terms = (_visit(body, values, sizes, {**at, index: n}) for n in range(bounds[0], bounds[1] + 1))
        return sum(terms, start=0.0)
    visited = [_visit(part, values, sizes, at) for part in parts if isinstance(part, list)]
    if head == "add":
        return sum(visited[1:], start=visited[0])
    if head == "mul":
        product = visited[0]
        for factor in visited[1:]:
            product = product * factor
        return product
    if head == "pow":
        return visited[0] ** visited[1]
    if head == "call":
        return FUNCTIONS[parts[0]](visited[0])
    if head == "delta":
        return float(visited[0] == visited[1])
    raise ValueError(f"a cost has no {head}")


def level_lines(xs: Sequence[float], ys: Sequence[float], heights: Any, level: float) -> list[list[Point]]:
    """Return the lines on which heights[row, column] is `level`, by marching squares, joined into chains.

    Points that hardly bend a line are left out: on a fine grid that is most of them.
    """
    below = np.asarray(heights, dtype=float) < level
    corners = below[:-1, :-1].astype(int) + below[1:, :-1] + below[:-1, 1:] + below[1:, 1:]
    segments = []
    for row, column in np.argwhere((corners > 0) & (corners < 4)).tolist():
        segments += _in_cell(xs, ys, heights, row, column, level)
    size = xs[-1] - xs[0], ys[-1] - ys[0]
    return [_thinned(chain, size) for chain in _chained(segments)]


def _thinned(chain: list[Point], size: Point) -> list[Point]:
    """Return a line without the points that are closer than `UNSEEN` to it (Douglas and Peucker's way)."""
    at = np.array(chain) / np.array(size)
    # A closed line is cut in two where it is farthest from its start.
    far = int(np.argmax(np.sum((at - at[0]) ** 2, axis=1)))
    kept = {0, far, len(chain) - 1}
    spans = [(0, far), (far, len(chain) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        along = at[last] - at[first]
        off = at[first + 1 : last] - at[first]
        length = float(np.hypot(*along))
        distances = (
            np.abs(along[0] * off[:, 1] - along[1] * off[:, 0]) / length if length else np.hypot(*off.T)
        )
        place = int(np.argmax(distances))
        if distances[place] > UNSEEN:
            kept.add(first + 1 + place)
            spans += [(first, first + 1 + place), (first + 1 + place, last)]
    return [chain[place] for place in sorted(kept)]


def _in_cell(
    xs: Sequence[float], ys: Sequence[float], heights: Any, row: int, column: int, level: float
) -> list[Segment]:
    corners = [
        (xs[column + dx], ys[row + dy], float(heights[row + dy, column + dx]))
        for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))
    ]
    if not all(np.isfinite(height) for _, _, height in corners):
        return []
    crossings: list[Point] = []
    for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (one[2] < level) != (other[2] < level):
            share = (level - one[2]) / (other[2] - one[2])
            x, y = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
            crossings.append((round(x, 9), round(y, 9)))
    return [(crossings[n], crossings[n + 1]) for n in range(0, len(crossings) - 1, 2)]


def _chained(segments: Sequence[Segment]) -> list[list[Point]]:
    """Join segments that share an end."""
    at: dict[Point, list[int]] = {}
    for number, segment in enumerate(segments):
        for end in segment:
            at.setdefault(end, []).append(number)
    used: set[int] = set()
    chains = []
    for number, segment in enumerate(segments):
        if number in used:
            continue
        used.add(number)
        chain = [segment[0], segment[1]]
        for forwards in (True, False):
            while True:
                end = chain[-1] if forwards else chain[0]
                onward = next((n for n in at[end] if n not in used), None)
                if onward is None:
                    break
                used.add(onward)
                one, other = segments[onward]
                step = other if one == end else one
                chain.insert(len(chain) if forwards else 0, step)
        chains.append(chain)
    return chains
