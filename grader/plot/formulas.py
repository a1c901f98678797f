"""Pictures of exercises without a cost: optimisers walk on a narrow bowl, schedules run over time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.bench import draw_start
from grader.judge.submission import CheckFailedError
from grader.judge.suite import usable
from grader.maths.cache import derivation_of
from grader.plot.picture import Picture, Track, framed
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.judge.bench import Bench
    from grader.kit import Function
    from grader.maths.probes import Probe

N_STEPS = 30
LAST_T = 40
NX, NY = 65, 45
_START = (-4.0, 1.5)
_RATES = (1.0, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01)
_USUAL = {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
_USUAL_OF_DOMAINS = {"unit": 0.9, "rate": 0.1}


def draw_formulas(bench: Bench, seed: int, function: str = "") -> Iterator[Picture]:
    """Yield a picture for each function that is an optimiser's update or a schedule."""
    sizes = {"m": 6, "n": 2, "h": 2}
    probe = draw_start(bench, "", sizes, seed)
    for candidate in bench.exercise.functions:
        if function not in ("", candidate.name):
            continue
        if {"theta", "gradient"} <= set(candidate.arguments) and "theta" in candidate.returns:
            yield _draw_optimiser(bench, candidate, probe)
        elif "t" in candidate.arguments and candidate.returns == ("alpha",):
            yield _draw_schedule(bench, candidate, probe)


# --- optimisers ----------------------------------------------------------------------------------------


def _draw_optimiser(bench: Bench, function: Function, probe: Probe) -> Picture:
    """Return the picture of an optimiser's walk down the bowl."""
    model = derivation_of(Path(__file__).with_name("bowl.py")).costs["narrow bowl"]

    def gradient(theta: Any) -> Any:
        return np.asarray(model.gradient["theta"].evaluate({"theta": theta}, probe.sizes), dtype=float)

    def cost(theta: Any) -> float:
        return float(model.cost.evaluate({"theta": theta}, probe.sizes))

    def right(at: Probe) -> Mapping[str, Any]:
        expected = bench.oracle.expected(function, at)
        return dict(zip(expected.names, expected.values, strict=True))

    def yours(at: Probe) -> Mapping[str, Any]:
        values = usable(bench.submission, bench.submission.ask(function, at))
        if values is None:
            raise CheckFailedError(
                sentence("{name} returned something that cannot be used as parameters.", name=function.name)
            )
        return values

    rate = "alpha" if "alpha" in function.arguments else "alpha0"
    start = _start(bench, function, probe)
    # The rate by which the walk is low early: the largest that still arrives may swing about.
    sums = {}
    for value in _RATES:
        points, _ = _walk(start.moved({rate: value}), gradient, right)
        sums[value] = float(np.sum([cost(point) for point in points]))
    start = start.moved({rate: min(sums, key=lambda value: (not np.isfinite(sums[value]), sums[value]))})
    track, _ = _walk(start, gradient, right)
    own, ended = _walk(start, gradient, yours)
    x_range, y_range = framed(track, own, is_plane=True)
    grid = np.array(
        [[cost(np.array([x, y])) for x in np.linspace(*x_range, NX)] for y in np.linspace(*y_range, NY)]
    )
    settings = [
        f"{name} = {start.values[name]:g}"
        for name in function.arguments
        if name not in ("t", "epsilon")
        and np.ndim(start.values.get(name, ())) == 0
        and name in start.values
        and isinstance(start.values[name], float)
    ]
    return Picture(
        "plane",
        sentence(
            "{count} steps of {function} down a narrow bowl, {settings}",
            count=N_STEPS,
            function=function.name,
            settings=", ".join(settings),
        ),
        function.name,
        "theta[0]",
        "theta[1]",
        x_range,
        y_range,
        Track(track),
        Track(own, ended),
        grid=grid,
        notes=(sentence("Only theta is drawn, not what else is returned."),)
        if len(function.returns) > 1
        else (),
    )


def _start(bench: Bench, function: Function, probe: Probe) -> Probe:
    """Return where an optimiser starts: nothing accumulated yet, t = 1, the usual constants."""
    values: dict[str, Any] = {"theta": np.array(_START), "t": 1.0}
    values |= {name: np.zeros(2) for name in function.returns if name != "theta"}
    for name in function.arguments:
        quantity = bench.derivation.quantities.get(name)
        if name in values or quantity is None or quantity.indices:
            continue
        usual = function.defaults.get(name, _USUAL.get(name, _USUAL_OF_DOMAINS.get(quantity.domain)))
        values[name] = float(usual) if usual is not None else probe.values[name]
    return probe.moved(values)


def _walk(
    start: Probe, gradient: Callable[[Any], Any], step: Callable[[Probe], Mapping[str, Any]]
) -> tuple[np.ndarray[Any, Any], str]:
    """Return the iterates of theta, shape (k + 1, 2), and why there are no more of them."""
    at, points, ended = start, [start.values["theta"]], ""
    for _ in range(N_STEPS):
        at = at.moved({"gradient": gradient(at.values["theta"])})
        try:
            with np.errstate(all="ignore"):
                values = step(at)
        except CheckFailedError as error:
            ended = error.message
            break
        at = at.moved({**values, "t": at.values["t"] + 1})
        points.append(np.asarray(at.values["theta"], dtype=float))
    return np.array(points), ended


# --- schedules -----------------------------------------------------------------------------------------


def _draw_schedule(bench: Bench, function: Function, probe: Probe) -> Picture:
    """Return the picture of a rate over time."""
    values: dict[str, Any] = {}
    for name in function.arguments:
        if name == "t":
            continue
        if bench.exercise.kinds.get(name) == "count":
            # The last step of all, or the length of a period, of which there are four.
            values[name] = float(LAST_T if name.endswith("_max") else LAST_T // 4)
        elif name == "alpha0":
            values[name] = 1.0
        else:
            quantity = bench.derivation.quantities[name]
            values[name] = 0.5 if quantity.domain == "unit" else 0.1
    start = replace(probe.moved(values))

    def right(at: Probe) -> float:
        return float(bench.oracle.expected(function, at).whole)

    def yours(at: Probe) -> float:
        found = usable(bench.submission, bench.submission.ask(function, at))
        if found is None:
            raise CheckFailedError(sentence("{name} returned something that is no rate.", name=function.name))
        return float(found["alpha"])

    track, _ = _course(start, right)
    own, ended = _course(start, yours)
    _, (low, high) = framed(track, own)
    settings = ", ".join(f"{name} = {values[name]:g}" for name in function.arguments if name in values)
    return Picture(
        "course",
        sentence(
            "{function} for t = 0 to {last}, {settings}",
            function=function.name,
            last=LAST_T,
            settings=settings,
        ),
        function.name,
        "t",
        "alpha",
        (-1.0, LAST_T + 1.0),
        (min(low, 0.0) if low > -0.2 else low, high),
        Track(track),
        Track(own, ended),
    )


def _course(start: Probe, rate: Callable[[Probe], float]) -> tuple[np.ndarray[Any, Any], str]:
    """Return the rate at each t, shape (k, 2), and why there are no more of them."""
    points: list[tuple[float, float]] = []
    ended = ""
    for t in range(LAST_T + 1):
        try:
            points.append((float(t), rate(start.moved({"t": float(t)}))))
        except CheckFailedError as error:
            ended = error.message
            break
    return np.array(points, dtype=float).reshape(-1, 2), ended
