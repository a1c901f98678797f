"""The inputs that a submission is judged on: first ones to check by hand, then ones that hide nothing.

A mistake is invisible where its formula happens to give the right number: b subtracted instead of added
where b = 0, a second gradient taken too late where the mean of x is 0, a sum without axis where n = 1. So
every probe has b, w and mean(x) away from zero; the larger ones have m that is neither 1, 2 nor n, and n
of 2 or more; there are several learning rates and one and three steps. Numbers are drawn from a seed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from grader.maths.formula import INDEX_SIZES
from grader.maths.kinks import Mark, kinks_of, marks

if TYPE_CHECKING:
    from grader.maths.model import Derivation, Quantity

Kind = Literal["hand", "random", "large"]

#: Kind, m, n, h, learning rate and number of steps of the probes of a supervised cost.
_PLAN: Sequence[tuple[Kind, int, int, int, float, int]] = (
    ("hand", 2, 2, 2, 0.1, 1),
    ("hand", 2, 2, 2, 0.5, 2),
    ("random", 5, 3, 2, 0.3, 3),
    ("random", 7, 2, 2, 0.05, 3),
    ("random", 6, 3, 2, 0.2, 4),
    ("large", 6, 2, 2, 0.1, 1),
)
#: With hidden units m, n and h all differ: a matrix that lies the wrong way round shows by its shape.
_PLAN_OF_NETWORKS: Sequence[tuple[Kind, int, int, int, float, int]] = (
    ("hand", 3, 1, 2, 0.1, 1),
    ("hand", 4, 2, 3, 0.2, 2),
    ("random", 5, 3, 2, 0.3, 3),
    ("random", 7, 2, 4, 0.05, 3),
    ("random", 6, 3, 5, 0.2, 4),
    ("large", 6, 2, 3, 0.1, 1),
)
_ATTEMPTS = 200
#: So many draws of samples that show nothing new are enough to believe that there is nothing new to show.
_TRIES = 40
#: So many draws are compared where there is something new.
_FEW = 8
_ENOUGH: Mark = ("enough", 0)
#: About how large the targets of a large probe are.
_TARGETS = 1e15
_LARGEST_SLOPE = 1e36
#: The parameters of `far_away` are so many times those of an ordinary probe.
FAR_AWAY = 1e20


@dataclass(frozen=True)
class Probe:
    """One input, by the names that the formulas use.

    Attributes
    ----------
    values : mapping of str to float or ndarray
        Data and parameters, one axis for each index.
    sizes : mapping of str to int
        `m`, `n` and `h`.
    alpha : float
        The learning rate.
    steps : int
        How many steps a descent is asked to take.
    cost : str
        Which of the problem's costs this probe is about.
    """

    kind: Kind
    values: Mapping[str, Any]
    sizes: Mapping[str, int]
    alpha: float
    steps: int
    cost: str

    def moved(self, values: Mapping[str, Any]) -> Probe:
        """Return the probe with some values, such as the parameters after a step, replaced."""
        return replace(self, values={**self.values, **values})


class Probes(Sequence[Probe]):
    """All probes of an exercise, in the order in which they are tried."""

    def __init__(self, probes: Sequence[Probe]) -> None:
        self._probes = tuple(probes)

    def __getitem__(self, place: Any) -> Any:
        return self._probes[place]

    def __len__(self) -> int:
        return len(self._probes)

    def __iter__(self) -> Iterator[Probe]:
        return iter(self._probes)

    @property
    def by_hand(self) -> Sequence[Probe]:
        """The ones with small integers."""
        return [probe for probe in self._probes if probe.kind == "hand"]

    @property
    def ordinary(self) -> Sequence[Probe]:
        """All but the very large ones, which only a derivative by formula survives."""
        return [probe for probe in self._probes if probe.kind != "large"]


def draw_probes(derivation: Derivation, seed: int) -> Probes:
    """Return the probes of a problem for one seed.

    Parameters
    ----------
    derivation : Derivation
        What follows from the problem.
    seed : int
        The same seed gives the same probes.
    """
    random = Random(f"probes {seed}")
    probes = []
    for name, model in derivation.costs.items() or [("", None)]:
        seen: set[Mark] = set()
        plan = _PLAN_OF_NETWORKS if _has_hidden_units(derivation) else _PLAN
        if not derivation.costs or len(derivation.costs) > 1:
            plan = [part for part in _PLAN if part[0] != "large"]
            plan = [plan[0], plan[2]] if derivation.costs else plan
        if not _has_samples(derivation) and kinks_of(derivation, name):
            # So far away that θ + h is θ, the borders of pieces are rounded away as well.
            plan = [part for part in plan if part[0] != "large"]
        for kind, m, n, h, alpha, steps in plan:
            # A column of ones is no feature: with it there is one component more.
            n += any(quantity.domain == "ones-first" for quantity in derivation.data)
            fixed = model.n_features if model is not None else None
            sizes = {"m": m, "n": fixed or n, "h": h}
            probe, met = _draw(derivation, name, kind, sizes, alpha, steps, random, seen)
            probes.append(probe)
            seen |= met
    order = {"hand": 0, "random": 1, "large": 2}
    return Probes(sorted(probes, key=lambda probe: order[probe.kind]))


def _draw(
    derivation: Derivation,
    cost: str,
    kind: Kind,
    sizes: Mapping[str, int],
    alpha: float,
    steps: int,
    random: Random,
    seen: set[Mark],
) -> tuple[Probe, set[Mark]]:
    """Return the first draw on which no partial derivative vanishes and no two are the same.

    Where the cost has pieces, the draw lies on no border, and of a few draws it is the one that shows most
    of what no earlier probe shows: pieces that it lies in, wrong gradients that it tells from the right
    one. What it shows is returned with it.
    """
    large = _large if _has_samples(derivation) else _far
    make = {"hand": _by_hand, "random": _ordinary, "large": large}[kind]
    kinks = kinks_of(derivation, cost)
    probe = best = None
    tries = 0
    for _ in range(_ATTEMPTS):
        values = make(derivation, sizes, random)
        probe = Probe(kind, values, sizes, alpha, steps, cost)
        if derivation.costs and not _has_samples(derivation):
            probe = replace(probe, alpha=_modest_rate(derivation, probe))
        met = marks(derivation, kinks, probe, seen) if kinks else set()
        if met is None or not _tells_apart(derivation, probe):
            continue
        if not kinks or _ENOUGH in seen:
            return probe, met
        if best is None or len(met - seen) > len(best[1] - seen):
            best = (probe, met)
        tries += 1
        if (tries >= _FEW and not best[1] <= seen) or (tries >= _TRIES and _has_samples(derivation)):
            break
    assert probe is not None
    probe, met = best or (probe, set())
    # Small integers may have nothing to show that other numbers have.
    return probe, met | ({_ENOUGH} if kind == "random" and met <= seen else set())


def _tells_apart(derivation: Derivation, probe: Probe) -> bool:
    partials: list[float] = []
    for formula in derivation.costs[probe.cost].gradient.values() if derivation.costs else ():
        partials += np.ravel(formula.evaluate(probe.values, probe.sizes)).tolist()
    arrays = [np.asarray(value) for value in probe.values.values() if np.ndim(value)]
    if probe.kind != "large" and derivation.costs and not _is_finite(derivation, probe, partials):
        return False
    if any(np.array_equal(one, other) for one, other in itertools.combinations(arrays, 2)):
        return False
    if probe.kind != "hand" and not _means_apart(derivation, probe):
        return False
    sizes = sorted(abs(partial) for partial in partials)
    gaps = [high - low for low, high in itertools.pairwise(sizes)]
    return not sizes or (sizes[0] > 1e-3 and all(gap > 1e-3 for gap in gaps))


def _is_finite(derivation: Derivation, probe: Probe, partials: Sequence[float]) -> bool:
    """Tell whether the cost has a value and a slope here: a logarithm has none below zero."""
    cost = derivation.costs[probe.cost].cost.evaluate(probe.values, probe.sizes)
    return bool(np.all(np.isfinite([float(cost), *partials])))


def _means_apart(derivation: Derivation, probe: Probe) -> bool:
    """Tell whether no column of the data has a mean near zero, which would hide a late gradient."""
    return all(
        bool(np.all(np.abs(np.mean(probe.values[quantity.name], axis=0)) > 0.05))
        for quantity in derivation.data
        if quantity.indices[:1] == ("i",) and quantity.name != _target_name(derivation)
    )


def _has_samples(derivation: Derivation) -> bool:
    return any("i" in quantity.indices for quantity in derivation.data)


def _has_hidden_units(derivation: Derivation) -> bool:
    return any("p" in quantity.indices for quantity in derivation.parameters)


def _modest_rate(derivation: Derivation, probe: Probe) -> float:
    """Return a learning rate no larger than the probe's whose step is no longer than about 2.

    Data keep a step modest by themselves; a bare cost such as Rosenbrock's has slopes of any size.
    """
    slope = 0.0
    for formula in derivation.costs[probe.cost].gradient.values():
        slope = max(slope, float(np.max(np.abs(formula.evaluate(probe.values, probe.sizes)))))
    rates = [rate for rate in (0.1, 0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001) if rate * slope <= 2.0]
    return min(probe.alpha, max(rates, default=0.0001)) if probe.alpha * slope > 2.0 else probe.alpha


def _shape(quantity: Quantity, sizes: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sizes[INDEX_SIZES[index]] for index in quantity.indices)


def _finish(quantity: Quantity, array: np.ndarray[Any, Any]) -> Any:
    if quantity.domain == "ones-first":
        array[..., 0] = 1.0
    return array if quantity.indices else float(array)


#: How one number of each domain is drawn: for probes to check by hand, and for the others.
_BY_HAND: Mapping[str, Callable[[Random], float]] = {
    "positive": lambda random: float(random.randint(1, 9)),
    "unit": lambda random: random.choice((0.5, 0.75, 0.9)),
    "small": lambda random: random.choice((0.1, 0.2, 0.3, 0.4, 0.5)) * random.choice((1, 1, -1)),
    "rate": lambda random: random.choice((0.1, 0.5)),
    "count": lambda random: float(random.randint(1, 3)),
    "binary": lambda random: float(random.randint(0, 1)),
    "signs": lambda random: random.choice((-1.0, 1.0)),
}
_AT_RANDOM: Mapping[str, Callable[[Random], float]] = {
    "real": lambda random: round(random.uniform(0.3, 4.0) * random.choice((1, 1, 1, -1)), 2),
    "ones-first": lambda random: round(random.uniform(0.3, 4.0) * random.choice((1, 1, 1, -1)), 2),
    "positive": lambda random: round(random.uniform(0.2, 4.0), 2),
    "unit": lambda random: round(random.uniform(0.55, 0.97), 2),
    "small": lambda random: round(random.uniform(0.12, 0.48) * random.choice((1, 1, -1)), 2),
    "rate": lambda random: random.choice((0.3, 0.2, 0.05, 0.01)),
    "count": lambda random: float(random.randint(2, 7)),
    "binary": lambda random: float(random.randint(0, 1)),
    "signs": lambda random: random.choice((-1.0, 1.0)),
}


def _by_hand(derivation: Derivation, sizes: Mapping[str, int], random: Random) -> dict[str, Any]:
    """Return small positive integers, no two alike in one array: a learner checks them on paper."""
    values = {}
    for quantity in (*derivation.data, *derivation.parameters):
        shape = _shape(quantity, sizes)
        count = int(np.prod(shape))
        draw = _BY_HAND.get(quantity.domain)
        if draw is None:
            drawn = [float(number) for number in random.sample(range(1, max(5, count) + 1), count)]
        else:
            drawn = [draw(random) for _ in range(count)]
        values[quantity.name] = _finish(quantity, np.array(drawn, dtype=float).reshape(shape))
    return values


def _ordinary(derivation: Derivation, sizes: Mapping[str, int], random: Random) -> dict[str, Any]:
    """Return numbers of two decimals between 0.3 and 4 in size, of both signs, mostly positive."""
    values = {}
    for quantity in (*derivation.data, *derivation.parameters):
        shape = _shape(quantity, sizes)
        drawn = [_AT_RANDOM[quantity.domain](random) for _ in range(int(np.prod(shape)))]
        values[quantity.name] = _finish(quantity, np.array(drawn, dtype=float).reshape(shape))
    return values


def _large(derivation: Derivation, sizes: Mapping[str, int], random: Random) -> dict[str, Any]:
    """Return samples in nearly equal pairs whose targets are about +10¹⁵ and −10¹⁵.

    The cost is about 5·10²⁹ while the gradient is about 10¹², so that the rounding error of a
    difference quotient, ε·J/h, is far above the tolerance for every h below 10⁷, and that of the formula
    far below. Single precision holds such numbers too, and loses no more of them than of others.
    """
    values = _ordinary(derivation, sizes, random)
    for quantity in derivation.data:
        array = values[quantity.name]
        if quantity.indices[:1] != ("i",) or quantity.domain in ("binary", "signs"):
            continue
        if len(quantity.indices) == 1 and quantity.name == _target_name(derivation):
            signs = np.resize([1.0, -1.0], array.shape)
            values[quantity.name] = np.round(_TARGETS * (signs + 5e-4 * array))
        else:
            array[1::2] = array[::2][: len(array[1::2])] + np.round(array[1::2] * 1e-3, 5)
            values[quantity.name] = _finish(quantity, array)
    return values


def _far(derivation: Derivation, sizes: Mapping[str, int], random: Random) -> dict[str, Any]:
    """Return parameters so far away that θ + h is θ again, for every h that a difference quotient takes.

    As far as the slopes there are numbers that single precision holds: about 10³⁰ for a parabola.
    """
    near = _ordinary(derivation, sizes, random)
    (model,) = derivation.costs.values()
    for power in range(30, 0, -1):
        values = {name: value * 10.0**power for name, value in near.items()}
        slopes = [np.abs(formula.evaluate(values, sizes)) for formula in model.gradient.values()]
        if all(np.all(slope < _LARGEST_SLOPE) for slope in slopes):
            return values
    return near


def far_away(probe: Probe, names: Sequence[str], far: float = FAR_AWAY) -> list[Probe]:
    """Return a probe twice with parameters far away, on either side.

    For a cost whose data cannot be large, as labels of 0 and 1 cannot: each sample's cost is steep on one of
    the two sides, and by default θ + h is θ again there, so that a difference quotient finds it flat.

    Parameters
    ----------
    probe : Probe
        Where the parameters, none of them 0, come from.
    names : sequence of str
        The parameters' names.
    far : float
        What they are multiplied by.
    """
    return [
        replace(probe, kind="large").moved({name: probe.values[name] * factor for name in names})
        for factor in (far, -far)
    ]


def _target_name(derivation: Derivation) -> str:
    """Return the name of the targets: the last array of one value for each sample."""
    names = [quantity.name for quantity in derivation.data if quantity.indices == ("i",)]
    return names[-1] if names else ""


def draw_one(derivation: Derivation, cost: str, sizes: Mapping[str, int], seed: int) -> Probe:
    """Return an ordinary probe of given sizes.

    Parameters
    ----------
    derivation : Derivation
        What follows from the problem.
    cost : str
        Which of its costs; empty if it has none.
    sizes : mapping of str to int
        `m`, `n` and `h`.
    seed : int
        The same seed gives the same probe.
    """
    probe, _ = _draw(derivation, cost, "random", sizes, 0.1, 1, Random(f"one {seed}"), set())
    return probe
