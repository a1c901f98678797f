"""The worked example of exercise 18, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex18 import cosine_decay, exponential_decay, inverse_time_decay, step_decay, update


def test_step_decay():
    """After 6 steps, a rate that is halved every 4 steps has been halved once."""
    assert step_decay(0.8, 6, 0.5, 4) == pytest.approx(0.4)


def test_exponential_decay():
    """With k = 0.1 the rate at step 6 is 0.439049."""
    assert exponential_decay(0.8, 6, 0.1) == pytest.approx(0.439049, abs=1e-6)


def test_inverse_time_decay():
    """With k = 0.5 the rate at step 6 is a quarter of the first."""
    assert inverse_time_decay(0.8, 6, 0.5) == pytest.approx(0.2)


def test_cosine_decay():
    """At 6 of 9 steps the cosine stands at a quarter of the first rate."""
    assert cosine_decay(0.8, 6, 9) == pytest.approx(0.2)


def test_update():
    """The update takes a step with the rate that the schedule gives for alpha0 and t."""

    def schedule(alpha0, t):
        return alpha0 * 1.5 / t

    theta = update(np.array([1.0, 2.0]), np.array([5.0, -5.0]), 0.8, 6, schedule)

    np.testing.assert_allclose(theta, [0.0, 3.0], atol=1e-12)
