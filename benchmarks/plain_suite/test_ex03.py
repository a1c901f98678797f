"""What an instructor would write by hand for ex03: the hidden suite's four checks, without isolation.

The learner's file is imported as `ex03` into the process of the tests. Probes, calls and comparisons are
as many as in `solutions/ex03_simultaneous_update/test_hidden.py`, on the same kinds of numbers.
"""

import random

import numpy as np
import pytest
from ex03 import compute_gradient, update

SEED = 3
N_STEPS = 20
# Kind, m and alpha of each probe, as `grader.maths.probes` plans them.
PLAN = (
    ("hand", 2, 0.1),
    ("hand", 2, 0.5),
    ("random", 5, 0.3),
    ("random", 7, 0.05),
    ("random", 6, 0.2),
    ("large", 6, 0.1),
)


def draw(kind, m, alpha, source):
    """Return x (m,), y (m,), w, b and alpha of one probe."""
    if kind == "hand":
        x, y = (np.array(source.sample(range(1, 6), m), dtype=float) for _ in "xy")
        return x, y, float(source.randint(1, 5)), float(source.randint(1, 5)), alpha
    x, y = (np.array([round(source.uniform(0.3, 4.0), 2) for _ in range(m)]) for _ in "xy")
    if kind == "large":
        y = np.resize([1.0, -1.0], m) * 1e6 + 500.0 * y
    return x, y, round(source.uniform(0.3, 4.0), 2), round(source.uniform(0.3, 4.0), 2), alpha


SOURCE = random.Random(SEED)
PROBES = [draw(*row, SOURCE) for row in PLAN]
BY_HAND, ORDINARY = PROBES[:2], PROBES[4]


def cost(x, y, w, b):
    """Return J(w, b) = 1/(2m) Σ (w x_i + b − y_i)²."""
    return float(np.sum((w * x + b - y) ** 2) / (2 * len(x)))


def right_gradient(x, y, w, b):
    """Return (∂J/∂w, ∂J/∂b)."""
    error = w * x + b - y
    return float(np.sum(error * x) / len(x)), float(np.sum(error) / len(x))


def right_update(x, y, w, b, alpha):
    """Return (w, b) after one simultaneous step."""
    dj_dw, dj_db = right_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def costs_of(step, x, y, w, b, alpha):
    """Return the costs along a descent, (N_STEPS + 1,)."""
    costs = [cost(x, y, w, b)]
    for _ in range(N_STEPS):
        w, b = step(x, y, w, b, alpha)
        costs.append(cost(x, y, w, b))
    return costs


def test_gradient():
    """compute_gradient returns ∂J/∂w and ∂J/∂b."""
    for x, y, w, b, _ in PROBES:
        assert compute_gradient(x.copy(), y.copy(), w, b) == pytest.approx(right_gradient(x, y, w, b))


def test_update():
    """One step moves w and b, both by the gradient at the old w and b."""
    for x, y, w, b, alpha in PROBES:
        moved = update(x.copy(), y.copy(), w, b, alpha)
        if moved == pytest.approx(right_update(x, y, w, b, alpha)):
            continue
        dj_dw, dj_db = compute_gradient(x.copy(), y.copy(), w, b)
        assert moved == pytest.approx((w - alpha * dj_dw, b - alpha * dj_db))


def test_arguments():
    """Neither function changes x or y, and both give the same answer twice."""
    for x, y, w, b, alpha in BY_HAND:
        for function, rest in ((compute_gradient, (w, b)), (update, (w, b, alpha))):
            given_x, given_y = x.copy(), y.copy()
            first = function(given_x, given_y, *rest)
            assert np.array_equal(x, given_x)
            assert np.array_equal(y, given_y)
            assert first == function(x.copy(), y.copy(), *rest)


def test_descent():
    """Twenty updates in a row lower the cost."""
    x, y, w, b, alpha = ORDINARY
    while not all(np.diff(costs_of(right_update, x, y, w, b, alpha)) < 0):
        alpha /= 2
    costs = costs_of(update, x, y, w, b, alpha)
    assert costs[-1] < costs[0]
