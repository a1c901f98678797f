"""Pictures of a descent: two coordinates over the cost's contours, or one parameter on its curve."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from grader.judge.bench import draw_start
from grader.plot.picture import Array, Picture, Track, framed
from grader.plot.walks import Mover, movers_of, samples_of
from grader.wording import joined, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from grader.judge.bench import Bench
    from grader.judge.oracle import Oracle
    from grader.maths.probes import Probe

N_STEPS = 20
N_EPOCHS = 8
NX, NY = 65, 45
_RATES = (1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.08, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005)
#: How many samples a picture's data have.
_SAMPLES = 6


@dataclass(frozen=True)
class Coordinate:
    """One number among the parameters."""

    name: str
    place: int
    label: str

    def of(self, probe: Probe) -> float:
        """Return its value."""
        return float(np.ravel(probe.values[self.name])[self.place])

    def put(self, probe: Probe, value: float) -> Probe:
        """Return the probe with another value of it."""
        array = np.array(probe.values[self.name], dtype=float)
        array.reshape(-1)[self.place] = value
        return probe.moved({self.name: array if array.shape else float(array)})


def coordinates_of(oracle: Oracle, probe: Probe) -> list[Coordinate]:
    """Return all numbers among the parameters, labelled as a learner would write them."""
    found = []
    for parameter in oracle.derivation.parameters:
        size = int(np.size(probe.values[parameter.name]))
        shape = np.shape(probe.values[parameter.name])
        for place in range(size):
            index = ", ".join(map(str, np.unravel_index(place, shape))) if shape else ""
            label = f"{parameter.name}[{index}]" if size > 1 else parameter.name
            found.append(Coordinate(parameter.name, place, label))
    return found


def starts_of(bench: Bench, seed: int) -> list[Probe]:
    """Return where a picture may start: first with as few parameters as there can be, at least two."""
    derivation = bench.derivation
    probes = []
    has_ones = any(quantity.domain == "ones-first" for quantity in derivation.data)
    for cost, model in derivation.costs.items():
        for n in (1, 2, 3) if model.n_features is None else (model.n_features,):
            sizes = {"m": _SAMPLES, "n": n + has_ones, "h": 2}
            probes.append(draw_start(bench, cost, sizes, seed))
            if not any("j" in quantity.indices for quantity in derivation.quantities.values()):
                break
    # Two coordinates are a plane without a rest; one is a curve; of more only a cut can be shown.
    order = {2: 0, 1: 1}
    return sorted(probes, key=lambda probe: order.get(len(coordinates_of(bench.oracle, probe)), 2))


def draw_descents(bench: Bench, seed: int, function: str = "") -> Iterator[Picture]:
    """Yield the pictures of an exercise with a cost: for each start, and each function that walks."""
    oracle = bench.oracle
    for start in starts_of(bench, seed):
        for mover in movers_of(oracle, start):
            if function in ("", mover.function.name):
                yield draw(bench, mover, start)


def _title(mover: Mover, n_steps: int, alpha: float, *, is_epoch: bool) -> str:
    """Return what a picture shows, in one line."""
    rate: str = f"alpha = {alpha:g}"
    if mover.per_sample:
        rate = sentence("one sample a step, alpha = {alpha:g}", alpha=alpha)
    named = {"count": n_steps, "function": mover.function.name, "rate": rate}
    if mover.from_start:
        return sentence("{function} with 1 to {count} steps, {rate}", **named)
    if mover.function.computes == "gradient":
        return sentence("{count} right steps by {function}, {rate}", **named)
    if is_epoch:
        return sentence("{count} calls of {function}, {rate}", **named)
    return sentence("{count} steps of {function}, {rate}", **named)


def draw(bench: Bench, mover: Mover, start: Probe) -> Picture:
    """Return one picture."""
    oracle, submission = bench.oracle, bench.submission
    cost = _mean_cost(oracle, start)
    is_epoch = not mover.from_start and mover.function.computes == "procedure"
    n_steps = N_EPOCHS if is_epoch else N_STEPS
    start = replace(start, alpha=_rate(mover, start, cost, n_steps))
    right, _ = mover.path(mover.right, start, n_steps)
    yours, ended = mover.path(lambda at, number: mover.yours(submission, at, number), start, n_steps)
    coordinates = coordinates_of(oracle, start)
    title = _title(mover, n_steps, start.alpha, is_epoch=is_epoch)
    if start.cost and len(oracle.derivation.costs) > 1:
        title = joined(": ", [start.cost, title])
    if len(coordinates) == 1:
        return _on_curve(title, mover, coordinates[0], cost, right, yours, ended)
    return _on_plane(title, mover, coordinates, cost, right, yours, ended)


def _on_curve(
    title: str,
    mover: Mover,
    at: Coordinate,
    cost: Callable[[Probe], float],
    right: Sequence[Probe],
    yours: Sequence[Probe],
    ended: str,
) -> Picture:
    """Return the picture of one parameter: the cost as a curve, and the iterates on it."""
    both = [np.array([[at.of(probe), cost(probe)] for probe in path]) for path in (right, yours)]
    # Zero in the middle and as far as the right path goes, so that a second valley can be seen as well.
    reach = 1.15 * float(np.max(np.abs(both[0][:, 0]))) or 1.0
    x_range = (-reach, reach)
    curve = np.array([[x, cost(at.put(right[0], x))] for x in np.linspace(*x_range, 201)])
    low, high = float(np.min(curve[:, 1])), float(np.max(both[0][:, 1]))
    y_range = (low - 0.08 * (high - low), high + 0.15 * (high - low))
    return Picture(
        "curve",
        title,
        mover.function.name,
        at.label,
        "J",
        x_range,
        y_range,
        Track(both[0]),
        Track(both[1], ended),
        curve=curve,
    )


def _on_plane(
    title: str,
    mover: Mover,
    coordinates: Sequence[Coordinate],
    cost: Callable[[Probe], float],
    right: Sequence[Probe],
    yours: Sequence[Probe],
    ended: str,
) -> Picture:
    """Return the picture of two coordinates, those in which the two sides differ most, or move most."""
    across, up = _most_telling(coordinates, right, yours)
    both = [np.array([[across.of(probe), up.of(probe)] for probe in path]) for path in (right, yours)]
    x_range, y_range = framed(both[0], both[1], is_plane=True)
    end = right[-1]
    grid = np.array(
        [
            [cost(up.put(across.put(end, x), y)) for x in np.linspace(*x_range, NX)]
            for y in np.linspace(*y_range, NY)
        ]
    )
    notes = []
    if len(coordinates) > 2:
        others = [c.label for c in coordinates if c not in (across, up)]
        named = (
            ", ".join(others)
            if len(others) <= 4
            else sentence("the {count} other parameters", count=len(others))
        )
        notes.append(sentence("Contours with {named} as at the end of the right path.", named=named))
    return Picture(
        "plane",
        title,
        mover.function.name,
        across.label,
        up.label,
        x_range,
        y_range,
        Track(both[0]),
        Track(both[1], ended),
        grid=grid,
        notes=tuple(notes),
    )


def _most_telling(
    coordinates: Sequence[Coordinate], right: Sequence[Probe], yours: Sequence[Probe]
) -> tuple[Coordinate, Coordinate]:
    """Return two coordinates, in their own order."""
    if len(coordinates) == 2:
        return coordinates[0], coordinates[1]
    shared = min(len(right), len(yours), 6)

    def told(coordinate: Coordinate) -> float:
        values = np.array([coordinate.of(probe) for probe in right])
        others = np.array([coordinate.of(probe) for probe in yours[:shared]])
        extent = float(np.ptp(values)) or 1e-9
        apart = float(np.max(np.abs(values[:shared] - others), initial=0.0)) / extent
        return (min(apart, 1.0) if np.isfinite(apart) else 1.0) + 0.1 * extent

    best = sorted(coordinates, key=told, reverse=True)[:2]
    first, second = sorted(best, key=list(coordinates).index)
    return first, second


def _mean_cost(oracle: Oracle, start: Probe) -> Callable[[Probe], float]:
    """Return the cost that is drawn: the exercise's own, or its mean over the samples."""
    samples = samples_of(oracle, start)

    def cost(at: Probe) -> float:
        try:
            with np.errstate(all="ignore"):
                return float(np.mean([oracle.cost(at.moved(sample)) for sample in samples]))
        except OverflowError:  # Python's own floats raise where NumPy's become infinite
            return float("inf")

    return cost


def _rate(mover: Mover, start: Probe, cost: Callable[[Probe], float], n_steps: int) -> float:
    """Return a large learning rate with which the right walk still goes down all the way."""
    good = []
    for rate in _RATES:
        path, _ = mover.path(mover.right, replace(start, alpha=rate), min(n_steps, 8))
        costs = np.array([cost(at) for at in path])
        if not np.all(np.isfinite(costs)):
            continue
        # A step for one sample may raise the cost of all; only the way back up to the start is wrong.
        if np.all(costs[1:] < costs[0]) and (mover.per_sample or _falls(costs)):
            good.append(rate)
        if len(good) == 4:
            break
    # The largest ones are about to oscillate; a little below differences can be seen best.
    return good[-1] if good else start.alpha


def _falls(costs: Array) -> bool:
    """Tell whether no cost is above the one before; at the bottom rounding may lift it a little."""
    return bool(np.all(np.diff(costs) <= 1e-9 * costs[0]))
