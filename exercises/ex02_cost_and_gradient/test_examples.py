"""The worked example of exercise 02, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex02 import compute_cost, compute_gradient


def data():
    """Return x and y of the worked example."""
    return np.array([1.0, 3.0]), np.array([2.0, 4.0])


def test_cost():
    """The cost at w = 2, b = 1 is 2.5."""
    x, y = data()

    assert compute_cost(x, y, 2.0, 1.0) == pytest.approx(2.5)


def test_slope_for_w():
    """The partial derivative for w comes first and is 5."""
    x, y = data()
    dj_dw, _ = compute_gradient(x, y, 2.0, 1.0)

    assert dj_dw == pytest.approx(5.0)


def test_slope_for_b():
    """The partial derivative for b comes second and is 2."""
    x, y = data()
    _, dj_db = compute_gradient(x, y, 2.0, 1.0)

    assert dj_db == pytest.approx(2.0)


def test_perfect_line():
    """A line through every sample costs nothing and has no slope."""
    x, y = data()

    assert compute_cost(x, y, 1.0, 1.0) == pytest.approx(0.0)
    assert compute_gradient(x, y, 1.0, 1.0) == pytest.approx((0.0, 0.0))
