"""The worked example of exercise 19, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex19 import compute_cost, compute_gradient, sigmoid, update


def point():
    """Return X, y, w and b of the worked example."""
    return np.array([[2.0], [4.0]]), np.array([1.0, 0.0]), np.array([1.0]), -2.0


def test_sigmoid():
    """The scores 0 and 2 become 0.5 and 0.8808."""
    np.testing.assert_allclose(sigmoid(np.array([0.0, 2.0])), [0.5, 0.8808], atol=1e-4)


def test_sigmoid_far_out():
    """Very large and very negative scores become 1 and 0."""
    np.testing.assert_allclose(sigmoid(np.array([1000.0, -1000.0])), [1.0, 0.0], atol=1e-12)


def test_cost():
    """The mean of the losses 0.6931 and 2.1269 is 1.41."""
    assert compute_cost(*point()) == pytest.approx(1.41, abs=1e-4)


def test_gradient():
    """The slopes are 1.2616 for w and 0.1904 for b."""
    dw, db = compute_gradient(*point())

    np.testing.assert_allclose(dw, [1.2616], atol=1e-4)
    assert db == pytest.approx(0.1904, abs=1e-4)


def test_one_step():
    """One step with alpha = 0.1 ends at w = [0.8738], b = -2.019."""
    w, b = update(*point(), 0.1)

    np.testing.assert_allclose(w, [0.8738], atol=1e-4)
    assert b == pytest.approx(-2.019, abs=1e-4)
