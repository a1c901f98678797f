"""The example of lab 01."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex01 import computeCost, gradientDescent

X, y, start = np.array([[1.0, 1.0], [1.0, 3.0]]), np.array([[2.0], [6.0]]), np.zeros((2, 1))


def test_cost():
    """The cost of the example's start is 20."""
    np.testing.assert_allclose(computeCost(X, y, start), 20.0)


def test_one_step():
    """One step ends at [[0.8], [2]], where the cost is 0.64."""
    theta, history = gradientDescent(X, y, start, 0.1, 1)

    np.testing.assert_allclose(theta, [[0.8], [2.0]])
    np.testing.assert_allclose(np.ravel(history), [0.64])
