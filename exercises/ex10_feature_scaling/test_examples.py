"""The worked example of exercise 10, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex10 import compute_gradient, fit_scaler, scale, unscale, update


def houses():
    """Return the features of the worked example."""
    return np.array([[1.0, 100.0], [3.0, 300.0]])


def test_scaler():
    """Rooms have mean 2 and deviation 1, metres have mean 200 and deviation 100."""
    mean, std = fit_scaler(houses())

    np.testing.assert_allclose(mean, [2.0, 200.0])
    np.testing.assert_allclose(std, [1.0, 100.0])


def test_scaled():
    """Scaled, both features are -1 and 1."""
    scaled = scale(houses(), np.array([2.0, 200.0]), np.array([1.0, 100.0]))

    np.testing.assert_allclose(scaled, [[-1.0, -1.0], [1.0, 1.0]])


def test_one_step():
    """On the scaled houses with y = 3 and 17, from w = 0 and b = 0, the slopes are -7, -7 and -10."""
    X, y, w = np.array([[-1.0, -1.0], [1.0, 1.0]]), np.array([[3.0], [17.0]]), np.zeros((2, 1))
    dw, db = compute_gradient(X, y, w, 0.0)
    new_w, new_b = update(X, y, w, 0.0, 0.1)

    np.testing.assert_allclose(dw, [[-7.0], [-7.0]])
    assert db == pytest.approx(-10.0)
    np.testing.assert_allclose(new_w, [[0.7], [0.7]])
    assert new_b == pytest.approx(1.0)


def test_unscaled():
    """In rooms and metres the weights are 2 and 0.05, and b is -4."""
    w, b = unscale(np.array([[2.0], [5.0]]), 10.0, np.array([2.0, 200.0]), np.array([1.0, 100.0]))

    np.testing.assert_allclose(w, [[2.0], [0.05]])
    assert b == pytest.approx(-4.0)
