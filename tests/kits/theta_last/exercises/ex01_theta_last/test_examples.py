"""The example of lab 01."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex01 import compute_gradient, update


def test_gradient():
    """The gradient of the example is [3, 10]."""
    X, y, theta = np.array([[1.0, 2.0], [1.0, 4.0]]), np.array([3.0, 5.0]), np.array([1.0, 2.0])

    np.testing.assert_allclose(compute_gradient(X, y, theta), [3.0, 10.0])
    np.testing.assert_allclose(update(X, y, theta, 0.1), [0.7, 1.0])
