"""The worked example of exercise 08, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex08 import compute_gradient, descend, update


def start():
    """Return x, y, w and b of the worked example."""
    return np.array([1.0, -1.0]), np.array([5.0, 1.0]), 6.0, -5.0


def test_gradient():
    """At the start the slopes are 4 for w and -8 for b."""
    assert compute_gradient(*start()) == pytest.approx((4.0, -8.0))


def test_one_step():
    """One step with alpha = 0.5 ends at w = 4, b = -1."""
    assert update(*start(), 0.5) == pytest.approx((4.0, -1.0))


def test_stops_when_flat():
    """After three steps both slopes are below 1.5 in size."""
    w, b, n_steps, converged = descend(*start(), 0.5, 1.5, 100)

    assert (w, b) == pytest.approx((2.5, 2.0))
    assert n_steps == 3
    assert converged


def test_stops_at_the_limit():
    """If only two steps are allowed, the walk ends on a slope."""
    w, b, n_steps, converged = descend(*start(), 0.5, 1.5, 2)

    assert (w, b) == pytest.approx((3.0, 1.0))
    assert n_steps == 2
    assert not converged


def test_flat_after_the_last_step():
    """If three steps are allowed, the last of them reaches flat ground."""
    _, _, n_steps, converged = descend(*start(), 0.5, 1.5, 3)

    assert n_steps == 3
    assert converged
