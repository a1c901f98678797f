"""The worked example of exercise 05, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex05 import compute_gradient, gradient_descent, update


def start():
    """Return X, y, w and b of the worked example."""
    return np.array([[1.0], [3.0]]), np.array([[2.0], [6.0]]), np.array([[0.0]]), 0.0


def test_gradient():
    """At the start the slopes are -10 for w and -4 for b."""
    dw, db = compute_gradient(*start())

    np.testing.assert_allclose(dw, [[-10.0]])
    assert db == pytest.approx(-4.0)


def test_one_step():
    """One step with alpha = 0.1 ends at w = [[1]], b = 0.4."""
    w, b = update(*start(), 0.1)

    np.testing.assert_allclose(w, [[1.0]])
    assert b == pytest.approx(0.4)


def test_two_steps():
    """Two steps end at w = [[1.42]], b = 0.56."""
    w, b, _ = gradient_descent(*start(), alpha=0.1, num_iterations=2)

    np.testing.assert_allclose(w, [[1.42]])
    assert b == pytest.approx(0.56)


def test_costs():
    """Two steps pass three points, with the costs 10, 1.78 and 0.3482."""
    _, _, costs = gradient_descent(*start(), alpha=0.1, num_iterations=2)

    np.testing.assert_allclose(costs, [10.0, 1.78, 0.3482])
