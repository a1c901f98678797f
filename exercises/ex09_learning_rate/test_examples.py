"""The worked example of exercise 09, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex09 import choose_alpha, compute_gradient, cost_curve, diagnose_rate, update


def data():
    """Return x and y of the worked example."""
    return np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])


def test_gradient():
    """At the origin the slopes are -28/3 for w and -4 for b."""
    assert compute_gradient(*data(), 0.0, 0.0) == pytest.approx((-28 / 3, -4.0))


def test_one_step():
    """One step with alpha = 0.1 ends at w = 0.9333, b = 0.4."""
    assert update(*data(), 0.0, 0.0, 0.1) == pytest.approx((0.9333, 0.4), abs=1e-4)


def test_curve():
    """The curve of that step holds two costs."""
    costs = cost_curve(*data(), 0.0, 0.0, 0.1, 1)

    assert costs == pytest.approx([9.3333, 1.8815], abs=1e-4)


@pytest.mark.parametrize(
    ("alpha", "last", "word"),
    [
        (0.001, 3.0938, "slow"),
        (0.01, 0.030747, "good"),
        (0.1, 0.0034711, "good"),
        (1.0, 3.18e132, "diverges"),
    ],
)
def test_words(alpha, last, word):
    """Each rate of the table ends at its cost after 100 steps and gets its word."""
    costs = cost_curve(*data(), 0.0, 0.0, alpha, 100)

    assert costs[-1] == pytest.approx(last, rel=1e-2)
    assert diagnose_rate(costs) == word


def test_choice():
    """Of the four rates 0.1 ends lowest."""
    assert choose_alpha(*data(), np.array([0.001, 0.01, 0.1, 1.0]), 100) == pytest.approx(0.1)
