"""The worked example of exercise 13, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex13 import compute_gradient, epoch, update


def data():
    """Return X, y, w and b of the worked example."""
    return np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([3.0, 4.0]), np.array([1.0, 1.0]), 1.0


def test_gradient():
    """Row 1 has the slopes [3, 1] for w and 1 for b."""
    X, y, w, b = data()
    dw, db = compute_gradient(X[1], y[1], w, b)

    np.testing.assert_allclose(dw, [3.0, 1.0])
    assert db == pytest.approx(1.0)


def test_update():
    """A step with row 1 leads to w = [0.7, 0.9], b = 0.9."""
    X, y, w, b = data()
    w, b = update(X[1], y[1], w, b, 0.1)

    np.testing.assert_allclose(w, [0.7, 0.9])
    assert b == pytest.approx(0.9)


def test_epoch():
    """Row 1 and then row 0 lead to w = [0.66, 0.82], b = 0.86."""
    X, y, w, b = data()
    w, b = epoch(X, y, w, b, 0.1, np.array([1, 0]))

    np.testing.assert_allclose(w, [0.66, 0.82])
    assert b == pytest.approx(0.86)


def test_other_order():
    """Row 0 and then row 1 lead elsewhere, to w = [0.78, 0.76]."""
    X, y, w, b = data()
    w, _ = epoch(X, y, w, b, 0.1, np.array([0, 1]))

    np.testing.assert_allclose(w, [0.78, 0.76])
