"""The worked example of exercise 17, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex17 import update


def step():
    """Return theta, m and v after the step of the worked example."""
    theta, m, v, gradient = np.array([5.0]), np.array([1.0]), np.array([2.0]), np.array([4.0])
    return update(theta, m, v, 2, gradient, alpha=0.5, beta1=0.5, beta2=0.5, epsilon=1.0)


def test_averages():
    """The averages become m = 2.5 and v = 9, without correction."""
    _, m, v = step()

    np.testing.assert_allclose(m, [2.5])
    np.testing.assert_allclose(v, [9.0])


def test_theta():
    """The parameter moves from 5 to 4.62665."""
    theta, _, _ = step()

    np.testing.assert_allclose(theta, [4.62665], atol=1e-5)


def test_first_step():
    """With the default settings the first step is as long as alpha, whatever the gradient's size."""
    zeros = np.zeros(2)
    theta, _, _ = update(np.array([1.0, 1.0]), zeros.copy(), zeros.copy(), 1, np.array([300.0, -0.02]))

    np.testing.assert_allclose(theta, [0.999, 1.001], rtol=1e-6)


def test_averages_unchanged():
    """A step leaves the averages that it was given as they came."""
    m, v = np.array([1.0]), np.array([2.0])
    update(np.array([5.0]), m, v, 2, np.array([4.0]))

    assert m.tolist() == [1.0]
    assert v.tolist() == [2.0]
