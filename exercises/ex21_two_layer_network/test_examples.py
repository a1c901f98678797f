"""The worked example of exercise 21, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex21 import compute_gradient, forward, update


def point():
    """Return X, y and params of the worked example."""
    params = {
        "W1": np.array([[1.0, -1.0]]),
        "b1": np.array([-1.0, 1.0]),
        "W2": np.array([2.0, 1.0]),
        "b2": 0.5,
    }
    return np.array([[1.0], [2.0]]), np.array([1.0, 1.0]), params


def test_forward():
    """The outputs for the two samples are 0.5 and 1.2616."""
    X, _, params = point()

    np.testing.assert_allclose(forward(X, params), [0.5, 1.2616], atol=1e-4)


def test_gradient():
    """The gradient has the keys of params, and the values of the table."""
    gradient = compute_gradient(*point())

    assert set(gradient) == {"W1", "b1", "W2", "b2"}
    np.testing.assert_allclose(gradient["W1"], [[-0.2803, -0.1401]], atol=1e-4)
    np.testing.assert_allclose(gradient["b1"], [-0.3901, -0.1951], atol=1e-4)
    np.testing.assert_allclose(gradient["W2"], [0.0996, -0.0996], atol=1e-4)
    assert gradient["b2"] == pytest.approx(-0.1192, abs=1e-4)


def test_one_step():
    """One step with alpha = 0.1 moves each parameter by a tenth of its slope, against it."""
    params = update(*point(), 0.1)

    np.testing.assert_allclose(params["W1"], [[1.0280, -0.9860]], atol=1e-4)
    np.testing.assert_allclose(params["b1"], [-0.9610, 1.0195], atol=1e-4)
    np.testing.assert_allclose(params["W2"], [1.9900, 1.0100], atol=1e-4)
    assert params["b2"] == pytest.approx(0.5119, abs=1e-4)
