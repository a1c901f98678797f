"""The worked example of exercise 07, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex07 import compute_gradient, update


def point():
    """Return theta, X and y of the worked example."""
    return np.array([1.0, 2.0]), np.array([[1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0])


def test_shape_of_gradient():
    """The gradient is flat and shaped like theta."""
    assert np.shape(compute_gradient(*point())) == (2,)


def test_gradient():
    """The slopes are 3 for the intercept and 10 for the feature."""
    np.testing.assert_allclose(compute_gradient(*point()), [3.0, 10.0])


def test_one_step():
    """One step with alpha = 0.1 ends at [0.7, 1]."""
    np.testing.assert_allclose(update(*point(), 0.1), [0.7, 1.0])


def test_theta_unchanged():
    """A step returns a new theta and leaves the old one as it came."""
    theta, X, y = point()
    update(theta, X, y, 0.1)

    assert theta.tolist() == [1.0, 2.0]
