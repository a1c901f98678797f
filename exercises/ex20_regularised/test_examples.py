"""The worked example of exercise 20, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex20 import compute_gradient, update


def point():
    """Return theta, X and y of the worked example."""
    return np.array([1.0, 2.0]), np.array([[1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0])


def test_gradient():
    """With lambda_ = 3 the slopes are 3 for the intercept and 13 for the feature."""
    np.testing.assert_allclose(compute_gradient(*point(), 3.0), [3.0, 13.0])


def test_gradient_without_penalty():
    """With lambda_ = 0 the gradient is that of exercise 07."""
    np.testing.assert_allclose(compute_gradient(*point(), 0.0), [3.0, 10.0])


def test_one_step():
    """One step with alpha = 0.1 and lambda_ = 3 ends at [0.7, 0.7]."""
    np.testing.assert_allclose(update(*point(), 0.1, 3.0), [0.7, 0.7])


def test_theta_unchanged():
    """Neither function changes the theta of its caller."""
    theta, X, y = point()
    compute_gradient(theta, X, y, 3.0)
    update(theta, X, y, 0.1, 3.0)

    assert theta.tolist() == [1.0, 2.0]
