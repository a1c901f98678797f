"""The worked example of exercise 15, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex15 import update


def step():
    """Return theta and velocity after the step of the worked example."""
    theta, velocity, gradient = np.array([1.0, 2.0]), np.array([4.0, -2.0]), np.array([2.0, 3.0])
    return update(theta, velocity, gradient, 0.1, 0.5)


def test_velocity():
    """The velocity becomes [4, 2]."""
    _, velocity = step()

    np.testing.assert_allclose(velocity, [4.0, 2.0])


def test_theta():
    """The parameters move to [0.6, 1.8]."""
    theta, _ = step()

    np.testing.assert_allclose(theta, [0.6, 1.8])


def test_two_steps():
    """A second step against the same gradient, from where the first ended, is longer along component 2."""
    theta, velocity = step()
    theta, velocity = update(theta, velocity, np.array([2.0, 3.0]), 0.1, 0.5)

    np.testing.assert_allclose(velocity, [4.0, 4.0])
    np.testing.assert_allclose(theta, [0.2, 1.4])


def test_arguments_unchanged():
    """A step leaves the arrays that it was given as they came."""
    theta, velocity = np.array([1.0, 2.0]), np.array([4.0, -2.0])
    update(theta, velocity, np.array([2.0, 3.0]), 0.1, 0.5)

    assert theta.tolist() == [1.0, 2.0]
    assert velocity.tolist() == [4.0, -2.0]
