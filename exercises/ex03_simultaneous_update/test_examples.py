"""The worked example of exercise 03, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex03 import compute_gradient, update


def data():
    """Return x and y of the worked example."""
    return np.array([2.0, 4.0]), np.array([1.0, 3.0])


def test_gradient():
    """At w = 1, b = 1 the slopes are 6 for w and 2 for b."""
    x, y = data()

    assert compute_gradient(x, y, 1.0, 1.0) == pytest.approx((6.0, 2.0))


def test_new_w():
    """One step with alpha = 0.1 takes w from 1 to 0.4."""
    x, y = data()
    w, _ = update(x, y, 1.0, 1.0, 0.1)

    assert w == pytest.approx(0.4)


def test_new_b():
    """The same step takes b from 1 to 0.8."""
    x, y = data()
    _, b = update(x, y, 1.0, 1.0, 0.1)

    assert b == pytest.approx(0.8)


def test_data_unchanged():
    """A step leaves x and y as they came."""
    x, y = data()
    update(x, y, 1.0, 1.0, 0.1)

    assert x.tolist() == [2.0, 4.0]
    assert y.tolist() == [1.0, 3.0]
