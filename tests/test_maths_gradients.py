"""The oracle against three other ways to the same numbers: differences, loops and exact arithmetic."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.judge.oracle import Oracle
from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.points import exact_values
from grader.maths.probes import Probe, draw_probes
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Values = Mapping[str, Any]

KIT = find_kit(Path(__file__).resolve().parent.parent)
SEEDS = range(5)

# The error of (J(θ + h) − J(θ − h)) / 2h is h²/6 times the third derivative plus ε·J/h from rounding, with
# ε = 2⁻⁵²; h = ε^⅓ makes the two about equal. Third derivatives are at most 2400·w < 10⁴ (Rosenbrock, whose
# gradient is as large there), so that the first is below 10⁻⁷; the second is 4·10⁻¹¹ times the cost.
STEP = float(np.finfo(float).eps ** (1 / 3))
TRUNCATION = 1e-7
ROUNDING = 1e-10


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep derivations in one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


def oracle_of(stem: str) -> Oracle:
    """Return an exercise's oracle."""
    exercise = KIT.exercise(stem)
    return Oracle(exercise, derivation_of(exercise.problem))


def probes_of(oracle: Oracle, cost: str) -> list[Probe]:
    """Return the ordinary probes of a cost for several seeds."""
    drawn = [probe for seed in SEEDS for probe in draw_probes(oracle.derivation, seed).ordinary]
    return [probe for probe in drawn if probe.cost == cost]


def central_difference(oracle: Oracle, probe: Probe, name: str) -> np.ndarray[Any, Any]:
    """Return the numeric gradient for one parameter, in the parameter's shape."""
    value = np.asarray(probe.values[name], dtype=float)
    slopes = np.empty(value.shape)
    for place in np.ndindex(*value.shape):
        costs = []
        for sign in (1, -1):
            moved = value.copy()
            moved[place] += sign * STEP
            costs.append(oracle.cost(probe.moved({name: moved if value.shape else float(moved)})))
        slopes[place] = (costs[0] - costs[1]) / (2 * STEP)
    return slopes


@pytest.mark.parametrize("stem", KIT.stems)
def test_analytic_gradient_is_the_numeric_one(stem: str) -> None:
    """Each partial derivative is that of its cost, by central differences."""
    oracle = oracle_of(stem)
    for cost in oracle.derivation.costs:
        for probe in probes_of(oracle, cost):
            tolerance = TRUNCATION + ROUNDING * abs(oracle.cost(probe))
            for name, analytic in oracle.gradient(probe).items():
                numeric = central_difference(oracle, probe, name)

                np.testing.assert_allclose(analytic, numeric, rtol=1e-7, atol=tolerance)


# --- the formulas as loops, written by hand -------------------------------------------------------------


def line(values: Values) -> tuple[float, dict[str, Any]]:
    """Return J and its gradient for J = 1/(2m) Σ (w·xᵢ + b − yᵢ)²."""
    x, y, w, b = (values[name] for name in ("x", "y", "w", "b"))
    total = slope_w = slope_b = 0.0
    for i in range(len(x)):
        error = w * x[i] + b - y[i]
        total += error * error
        slope_w += error * x[i]
        slope_b += error
    m = len(x)
    return total / (2 * m), {"w": slope_w / m, "b": slope_b / m}


def plane(values: Values, weights: str = "w") -> tuple[float, dict[str, Any]]:
    """Return J and its gradient for J = 1/(2m) Σ (Σⱼ Xᵢⱼ wⱼ + b − yᵢ)²; without b for θ."""
    X, y, w, b = values["X"], values["y"], values[weights], values.get("b", 0.0)
    m, n = X.shape
    total, slope_b, slopes = 0.0, 0.0, [0.0] * n
    for i in range(m):
        error = b - y[i]
        for j in range(n):
            error += X[i, j] * w[j]
        total += error * error
        slope_b += error / m
        for j in range(n):
            slopes[j] += error * X[i, j] / m
    gradient = {weights: np.array(slopes), "b": slope_b}
    return total / (2 * m), {name: gradient[name] for name in gradient if name in values}


def rosenbrock(values: Values) -> tuple[float, dict[str, Any]]:
    """Return J and its gradient for J = (1 − w₁)² + 100 (w₂ − w₁²)²."""
    u, v = values["w"]
    slopes = [-2 * (1 - u) - 400 * u * (v - u * u), 200 * (v - u * u)]
    return (1 - u) ** 2 + 100 * (v - u * u) ** 2, {"w": np.array(slopes)}


BY_HAND: Mapping[tuple[str, str], Callable[[Values], tuple[float, dict[str, Any]]]] = {
    ("ex01", "J"): lambda values: (values["w"] ** 2, {"w": 2 * values["w"]}),
    ("ex02", "J"): line,
    ("ex03", "J"): line,
    ("ex04", "J"): plane,
    ("ex05", "J"): plane,
    ("ex06", "parabola"): lambda values: ((values["w"][0] - 3) ** 2, {"w": 2 * values["w"] - 6}),
    ("ex06", "squared norm"): lambda values: (sum(w * w for w in values["w"]), {"w": 2 * values["w"]}),
    ("ex06", "narrow bowl"): lambda values: (
        (values["w"][0] ** 2 + 10 * values["w"][1] ** 2) / 2,
        {"w": values["w"] * np.array([1, 10])},
    ),
    ("ex06", "Rosenbrock"): rosenbrock,
    ("ex07", "J"): lambda values: plane(values, "theta"),
}


@pytest.mark.parametrize(("stem", "cost"), BY_HAND)
def test_formulas_are_the_loops(stem: str, cost: str) -> None:
    """Evaluation by broadcasting gives what plain loops over samples and features give."""
    oracle = oracle_of(stem)
    for probe in probes_of(oracle, cost):
        value, gradient = BY_HAND[stem, cost](probe.values)
        found = oracle.gradient(probe)

        assert value == pytest.approx(oracle.cost(probe), rel=1e-12)
        assert gradient.keys() == found.keys()
        for name, slopes in gradient.items():
            # Terms cancel: what is lost is relative to the largest of them, not to their sum.
            np.testing.assert_allclose(found[name], slopes, rtol=1e-12, atol=1e-12 * (1 + value))


@pytest.mark.parametrize(("stem", "cost"), BY_HAND)
def test_exact_and_float_evaluation_agree(stem: str, cost: str) -> None:
    """A formula on fractions gives fractions, whose floats are what it gives on floats."""
    oracle = oracle_of(stem)
    model = oracle.derivation.costs[cost]
    sizes = {"m": 4, "n": model.n_features or 3, "h": 2}
    for seed in SEEDS:
        exact = exact_values(list(oracle.derivation.quantities.values()), sizes, Random(seed), bits=8)
        floats = {
            name: np.asarray(value, dtype=float) if np.ndim(value) else float(value)
            for name, value in exact.items()
        }
        for formula in (model.cost, *model.gradient.values()):
            fractions = np.asarray(formula.evaluate(exact, sizes, exact=True), dtype=object)
            approximate = np.asarray(formula.evaluate(floats, sizes))
            scale = float(abs(model.cost.evaluate(exact, sizes, exact=True))) + 1

            assert {Fraction} == {type(number) for number in fractions.ravel().tolist()}
            np.testing.assert_allclose(approximate, fractions.astype(float), rtol=1e-12, atol=1e-12 * scale)


# --- figures that the kit's pages quote -----------------------------------------------------------------

X = np.array([[1.0], [2.0], [3.0]])
Y = np.array([[2.0], [4.0], [6.0]])
#: By α: J after 99 steps, the last of a hundred recorded costs, which is often quoted; and after 100 steps.
LAST_COSTS = {
    0.001: (3.1280, 3.0938),
    0.01: (0.030833, 0.030747),
    0.1: (0.0035561, 0.0034711),
    1.0: (1.54e131, 3.18e132),
}


def start(alpha: float, steps: int) -> Probe:
    """Return y = 2x on three samples, from w = b = 0."""
    values = {"X": X, "y": Y[:, 0], "w": np.zeros(1), "b": 0.0}
    return Probe("hand", values, {"m": 3, "n": 1, "h": 2}, alpha, steps, "J")


def w_first(oracle: Oracle, probe: Probe) -> Probe:
    """Return the probe after its steps, each of which moves w before b's gradient is taken."""
    for _ in range(probe.steps):
        for name in ("w", "b"):
            probe = probe.moved({name: oracle.step(probe, oracle.gradient(probe))[name]})
    return probe


def descend(probe: Probe) -> tuple[Any, ...]:
    """Return what the reference of ex05 returns, run in a sandbox."""
    exercise = KIT.exercise("ex05")
    with Sandbox() as sandbox:
        worker = sandbox.open(exercise.reference.read_text(encoding="utf-8"), limits=exercise.limits)
        reply = worker.call(
            "gradient_descent", (X, Y, np.zeros((1, 1)), 0.0, probe.alpha, probe.steps), record=()
        )
        worker.close()
    assert "returned" == reply.status, reply
    w, b, costs = reply.value
    return float(w[0, 0]), float(b), costs


def oracle_descent(probe: Probe) -> tuple[Any, ...]:
    """Return the same from the oracle."""
    oracle = oracle_of("ex05")
    w, b, costs = oracle.gradient_descent(probe).values
    return float(w[0, 0]), b, costs


WAYS = [oracle_descent, descend]


@pytest.mark.parametrize("way", WAYS)
def test_line_through_three_samples(way: Callable[[Probe], tuple[Any, ...]]) -> None:
    """A thousand steps at α = 0.01 come to w = 1.90259238, b = 0.22143042."""
    w, b, costs = way(start(0.01, 1000))

    assert (1.90259238, 0.22143042) == pytest.approx((w, b), abs=5e-9)
    assert 1001 == len(costs)


@pytest.mark.parametrize("way", WAYS)
def test_one_step(way: Callable[[Probe], tuple[Any, ...]]) -> None:
    """One step at α = 0.1 comes to w = 14/15 and b = 0.4."""
    w, b, _ = way(start(0.1, 1))

    assert (14 / 15, 0.4) == pytest.approx((w, b), abs=1e-12)


@pytest.mark.parametrize("alpha", LAST_COSTS)
@pytest.mark.parametrize("way", WAYS)
def test_costs_of_a_hundred_steps(way: Callable[[Probe], tuple[Any, ...]], alpha: float) -> None:
    """The cost starts at 28/3; a hundred steps lower it by what α allows, and α = 1 diverges."""
    _, _, costs = way(start(alpha, 100))

    assert 28 / 3 == pytest.approx(costs[0])
    assert LAST_COSTS[alpha] == pytest.approx(tuple(costs[-2:]), rel=2e-3 if alpha == 1.0 else 2e-5)


def test_w_first_ends_elsewhere() -> None:
    """Updating w first comes to other parameters after one step and after a thousand."""
    oracle = oracle_of("ex05")
    once, often = w_first(oracle, start(0.1, 1)), w_first(oracle, start(0.01, 1000))

    assert (14 / 15, 0.213333) == pytest.approx((once.values["w"][0], once.values["b"]), abs=5e-7)
    assert (1.90723196, 0.21084215) == pytest.approx((often.values["w"][0], often.values["b"]), abs=5e-9)
