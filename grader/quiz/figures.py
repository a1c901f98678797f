"""Figures of a concept: paths that the oracle computed, on level lines, on a curve, or by their cost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.quiz.drawing import (
    APART,
    Axis,
    Series,
    around,
    contour_swatch,
    plot,
    start_swatch,
    swatch,
    tangent_swatch,
)
from grader.quiz.draws import namespace_of
from grader.quiz.expressions import ExpressionError, Part, parse
from grader.quiz.numbers import Format, show
from grader.quiz.source import OracleCall
from grader.quiz.surface import level_lines, on_grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.quiz.oracle import ProblemOracle
    from grader.quiz.source import Concept, DrawnPath, Figure
    from grader.quiz.workshop import Workshop

CELLS = 110
LEVELS = 11
CURVE_POINTS = 160
#: How far a tangent reaches to each side, as a share of the picture's width.
TANGENT = 0.2
#: What lies further out is not drawn: a path that runs away leaves the picture.
FAR = 1e4
_SIGNS = {"theta": "θ"}


@dataclass(frozen=True)
class Drawn:
    """A figure: its picture, its lines' looks, and the numbers behind it.

    Attributes
    ----------
    svg : str
        The picture.
    swatches : tuple of str
        A small picture for each path, for the legend.
    signs : tuple of (str, str)
        What else is drawn: a small picture, and the key of the words for it.
    heads : tuple of str
        Of the table: the step, then a column for each number of each path.
    rows : tuple of tuple of str
        Its rows.
    """

    svg: str
    swatches: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def draw_figure(concept: Concept, figure: Figure, workshop: Workshop, page_id: str = "") -> Drawn:
    """Return a figure; raises ExpressionError if it cannot be computed."""
    name = figure.problem or concept.problem
    if name is None:
        raise ExpressionError("no problem is named; add problem = 'ex03' or the like")
    oracle = workshop.oracle(name)
    sketch = _Sketch(concept, figure, workshop, oracle)
    return sketch.drawn(f"figure-{page_id}{figure.name}")


class _Sketch:
    """One figure while it is drawn."""

    def __init__(self, concept: Concept, figure: Figure, workshop: Workshop, oracle: ProblemOracle) -> None:
        self.concept = concept
        self.figure = figure
        self.workshop = workshop
        self.oracle = oracle
        self.axes = [parse(text) for text in figure.axes or self._axes()]
        self.paths = [self._path(path) for path in figure.paths]
        self.costs = [self._costs(path) for path in figure.paths]

    def _axes(self) -> tuple[str, ...]:
        """Return the coordinates that are drawn if the author names none."""
        names: list[str] = []
        for parameter in self.oracle.derivation.parameters:
            model = self.oracle.cost_model(self.figure.cost)
            size = model.n_features or 2
            names += (
                [f"{parameter.name}[{n}]" for n in range(size)] if parameter.indices else [parameter.name]
            )
        wanted = 1 if self.figure.kind == "curve" else 2
        if self.figure.kind != "costs" and len(names) < wanted:
            raise ExpressionError(
                f"a figure of this kind needs {wanted} parameters, and there are {len(names)}"
            )
        return tuple(names[:wanted]) if self.figure.kind != "costs" else tuple(names)

    def _namespace(self, path: DrawnPath, compute: str) -> Any:
        call = OracleCall(
            compute=compute,  # type: ignore[arg-type]
            problem=self.figure.problem,
            cost=self.figure.cost,
            at=path.at,
            steps=str(path.steps or self.figure.steps),
            mistake=path.mistake,
            detail=path.detail,
        )
        namespace = namespace_of(self.concept, self.figure, {}, self.workshop.oracle, self.figure.problem)
        namespace.computed["drawn"] = call
        return namespace

    def _path(self, path: DrawnPath) -> list[tuple[float, ...]]:
        """Return the points of a path, one number for each axis."""
        namespace = self._namespace(path, "path")
        points = []
        for place in range(len(namespace.lookup("drawn"))):
            points.append(tuple(_float(namespace.number(_of_point(axis, place))) for axis in self.axes))
        return points

    def _costs(self, path: DrawnPath) -> list[float]:
        return [_float(cost) for cost in self._namespace(path, "costs").lookup("drawn")]

    # --- pictures --------------------------------------------------------------------------------------

    def drawn(self, page_name: str) -> Drawn:
        """Return the figure with its table."""
        svg = {"contours": self._contours, "curve": self._curve, "costs": self._cost_curves}[
            self.figure.kind
        ](page_name)
        heads, rows = self._table()
        signs: tuple[tuple[str, str], ...] = ((start_swatch(), "figure.start"),) if self._has_starts() else ()
        if self.figure.kind == "contours":
            signs += ((contour_swatch(), "figure.levels"),)
        if self.figure.tangent:
            signs += ((tangent_swatch(), "figure.tangent"),)
        return Drawn(svg, tuple(swatch(number) for number in range(len(self.paths))), signs, heads, rows)

    def _has_starts(self) -> bool:
        """Tell whether rings stand at the starts: a single step, such as a chord, leads nowhere."""
        return self.figure.kind != "costs" and any(len(points) > 2 for points in self.paths)

    def _contours(self, page_name: str) -> str:
        x, y = (self._range(axis) for axis in (0, 1))
        xs, ys = np.linspace(*x, CELLS), np.linspace(*y, round(CELLS * 0.7))
        heights = self._heights(np.meshgrid(xs, ys))
        low, high = float(np.nanmin(heights)), float(np.nanmax(heights))
        lines = [
            line
            for number in range(LEVELS)
            for line in level_lines(
                xs.tolist(), ys.tolist(), heights, low + (high - low) * ((number + 0.6) / LEVELS) ** 2.4
            )
        ]
        labels = [_label(axis) for axis in self.axes]
        series = [
            Series(_near(points, x, y), number, has_start=len(self.paths[number]) > 2)
            for number, points in enumerate(self.paths)
        ]
        return plot(page_name, self.figure.alt, Axis(*x, labels[0]), Axis(*y, labels[1]), series, lines)

    def _curve(self, page_name: str) -> str:
        x = self._range(0)
        xs = np.linspace(*x, CURVE_POINTS)
        heights = self._heights([xs])
        shown = [float(height) for height in heights if np.isfinite(height)]
        y = around(shown, 0.06)
        series = [
            Series(
                _near([(p[0], c) for p, c in zip(points, costs, strict=True)], x, y),
                number,
                has_start=len(self.paths[number]) > 2,
            )
            for number, (points, costs) in enumerate(zip(self.paths, self.costs, strict=True))
        ]
        curve = list(zip(xs.tolist(), heights.tolist(), strict=True))
        x_axis, y_axis = Axis(*x, _label(self.axes[0])), Axis(*y, "J")
        tangents = self._tangents(x) if self.figure.tangent else ()
        return plot(page_name, self.figure.alt, x_axis, y_axis, series, curve=curve, tangents=tangents)

    def _walks_with_costs(self) -> list[list[tuple[float, ...]]]:
        """Return each path's points with the cost there."""
        pairs = zip(self.paths, self.costs, strict=True)
        return [[(p[0], c) for p, c in zip(points, costs, strict=True)] for points, costs in pairs]

    def _tangents(self, x: tuple[float, float]) -> list[list[tuple[float, float]]]:
        """Return the slope at the start of each path, as a short line through it."""
        reach = (x[1] - x[0]) * TANGENT
        found = []
        for path, points, costs in zip(self.figure.paths, self.paths, self.costs, strict=True):
            slope = _float(self._namespace(path, "gradient").number(_part_of_drawn(self.axes[0])))
            at, height = points[0][0], costs[0]
            found.append([(at + side, height + slope * side) for side in (-reach, reach)])
        return found

    def _cost_curves(self, page_name: str) -> str:
        costs = [cost for path in self.costs for cost in path if np.isfinite(cost)]
        positive = [cost for cost in costs if cost > 0]
        is_log = len(positive) == len(costs) and max(costs) > 50 * min(costs)
        y = (min(positive) / 1.5, max(positive) * 1.5) if is_log else around(costs, 0.06)
        steps = max(len(path) for path in self.costs) - 1
        series = [
            Series(list(enumerate(map(float, path))), number, apart=APART if len(path) < 40 else 8 * APART)
            for number, path in enumerate(self.costs)
        ]
        x_axis = Axis(0, max(steps, 1), "k")
        return plot(page_name, self.figure.alt, x_axis, Axis(*y, "J", is_log), series)

    def _range(self, axis: int) -> tuple[float, float]:
        if len(self.figure.low) > axis and len(self.figure.high) > axis:
            return float(self.figure.low[axis]), float(self.figure.high[axis])
        found = [point[axis] for points in self.paths for point in points if abs(point[axis]) < FAR]
        return around(found, 0.25)

    def _heights(self, grids: Sequence[Any]) -> Any:
        """Return the cost where the drawn coordinates are grids and all others as at the start."""
        model = self.oracle.cost_model(self.figure.cost)
        namespace = self._namespace(self.figure.paths[0], "path")
        found = {
            name: namespace.lookup(name) for name in self.oracle.arguments() if self._has(namespace, name)
        }
        found |= {name: namespace._argument(value) for name, value in self.figure.paths[0].at.items()}
        _, sizes = self.oracle.inputs({**found, "alpha": 0})
        values = {name: _floats(value) for name, value in found.items()}
        for axis, grid in zip(self.axes, grids, strict=True):
            _put(values, axis, grid)
        if model.n_features is not None:
            sizes = {**sizes, "n": model.n_features}
        return np.broadcast_to(on_grid(model.cost, values, sizes), np.shape(grids[0])).astype(float)

    @staticmethod
    def _has(namespace: Any, name: str) -> bool:
        return name in namespace.given or name in namespace.computed

    # --- numbers ---------------------------------------------------------------------------------------

    def _table(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return a table of at most twelve steps: the first ones, and the last."""
        length = max(len(points) for points in self.paths)
        places = [n for n in range(length) if n < 11 or n == length - 1]
        labels = [*(_label(axis) for axis in self.axes), "J"]
        heads = ("k", *(label for _ in self.paths for label in labels))
        rows = []
        for place in places:
            row = [str(place)]
            for points, costs in zip(self.paths, self.costs, strict=True):
                there = [*points[place], costs[place]] if place < len(points) else []
                row += [_shown(value) for value in there] or [""] * len(labels)
            rows.append(tuple(row))
        return heads, tuple(rows)


def _of_point(axis: Any, place: int) -> Any:
    """Return the expression for a coordinate at a place of the path."""
    from fractions import Fraction

    from grader.quiz.expressions import Element, Number, Variable

    return _coordinate(axis, Element(Variable("drawn"), Number(Fraction(place))))


def _part_of_drawn(axis: Any) -> Any:
    """Return the expression for a coordinate's part of what is drawn."""
    from grader.quiz.expressions import Variable

    return _coordinate(axis, Variable("drawn"))


def _coordinate(axis: Any, of: Any) -> Any:
    from grader.quiz.expressions import Element, Variable

    if isinstance(axis, Variable):
        return Part(of, axis.name)
    return Element(Part(of, axis.whole.name), axis.place)


def _near(points: Sequence[tuple[float, ...]], x: tuple[float, float], y: tuple[float, float]) -> Any:
    """Return the points until the path is far outside of the picture."""
    kept = []
    for point in points:
        if not all(math.isfinite(value) for value in point):
            break
        kept.append(point)
        outside = [not abs(v - (a + b) / 2) <= 3 * (b - a) for v, (a, b) in zip(point, (x, y), strict=True)]
        if any(outside):
            break
    return kept


def _label(axis: Any) -> str:
    from grader.quiz.expressions import Variable, written

    if isinstance(axis, Variable):
        return _SIGNS.get(axis.name, axis.name)
    return f"{_SIGNS.get(axis.whole.name, axis.whole.name)}[{written(axis.place)}]"


def _float(value: Any) -> float:
    """Return a number as a float; what is beyond all floats has run away."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _shown(value: float) -> str:
    return show(value, Format(), "text") if math.isfinite(value) else "∞" if value > 0 else "−∞"


def _floats(value: Any) -> Any:
    return [_floats(part) for part in value] if isinstance(value, tuple) else float(value)


def _put(values: Mapping[str, Any], axis: Any, grid: Any) -> None:
    from grader.quiz.expressions import Number, Variable

    if isinstance(axis, Variable):
        values[axis.name] = grid  # type: ignore[index]
    elif isinstance(axis.place, Number):
        values[axis.whole.name][int(axis.place.value)] = grid
