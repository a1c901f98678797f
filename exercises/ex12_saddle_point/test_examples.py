"""The worked example of exercise 12, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex12 import classify, compute_gradient, update


def test_slopes():
    """At (1, 2) the slopes are 2 and 4."""
    np.testing.assert_allclose(compute_gradient(np.array([1.0, 2.0])), [2.0, 4.0])


def test_one_step():
    """One step with alpha = 0.1 leads from (1, 2) to (0.8, 1.6)."""
    p = np.array([1.0, 2.0])

    np.testing.assert_allclose(update(p, 0.1), [0.8, 1.6])
    assert p.tolist() == [1.0, 2.0]


def test_not_critical():
    """At (1, 2) the ground is not flat."""
    assert classify(np.array([1.0, 2.0])) == "not critical"


def test_saddle():
    """The origin is flat, and a saddle."""
    assert classify(np.array([0.0, 0.0])) == "saddle"
