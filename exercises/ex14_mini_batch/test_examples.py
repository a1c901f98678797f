"""The worked example of exercise 14, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex14 import batches, compute_gradient, epoch, update

ORDER = np.array([2, 0, 1])


def data():
    """Return X, y, w and b of the worked example."""
    return np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 4.0, 3.0]), np.array([1.0]), 0.0


def test_batches():
    """Three samples in batches of two come to the rows 2 and 0, and row 1 alone."""
    found = [list(batch) for batch in batches(3, 2, ORDER.copy())]

    assert found == [[2, 0], [1]]


def test_gradient():
    """The rows 2 and 0 have the mean slopes -0.5 for w and -0.5 for b."""
    X, y, w, b = data()
    dw, db = compute_gradient(X[[2, 0]], y[[2, 0]], w, b)

    np.testing.assert_allclose(dw, [-0.5])
    assert db == pytest.approx(-0.5)


def test_update():
    """A step with them leads to w = [1.05], b = 0.05."""
    X, y, w, b = data()
    w, b = update(X[[2, 0]], y[[2, 0]], w, b, 0.1)

    np.testing.assert_allclose(w, [1.05])
    assert b == pytest.approx(0.05)


def test_epoch():
    """The whole epoch leads to w = [1.42], b = 0.235."""
    X, y, w, b = data()
    w, b = epoch(X, y, w, b, 0.1, 2, ORDER.copy())

    np.testing.assert_allclose(w, [1.42])
    assert b == pytest.approx(0.235)
