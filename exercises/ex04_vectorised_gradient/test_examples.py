"""The worked example of exercise 04, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex04 import compute_gradient, update


def point():
    """Return X, y, w and b of the worked example."""
    return np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([[2.0], [2.0]]), np.array([[1.0], [2.0]]), 1.0


def test_shape_of_dw():
    """The slopes of the weights are a column, shaped like w."""
    dw, _ = compute_gradient(*point())

    assert np.shape(dw) == (2, 1)


def test_gradient():
    """The slopes are 5 and 4 for the weights and 3 for b."""
    dw, db = compute_gradient(*point())

    np.testing.assert_allclose(dw, [[5.0], [4.0]])
    assert db == pytest.approx(3.0)


def test_one_step():
    """One step with alpha = 0.1 ends at w = [[0.5], [1.6]], b = 0.7."""
    w, b = update(*point(), 0.1)

    np.testing.assert_allclose(w, [[0.5], [1.6]])
    assert b == pytest.approx(0.7)


def test_weights_unchanged():
    """A step returns new weights and leaves the old ones as they came."""
    X, y, w, b = point()
    update(X, y, w, b, 0.1)

    assert w.tolist() == [[1.0], [2.0]]
