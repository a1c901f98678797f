"""The worked example of exercise 06, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex06 import gradient_descent, update


def bowl(w):
    """Return the gradient of w₁² + w₂² at w."""
    return 2 * w


def test_one_update():
    """A step from [5, -10] against the gradient [10, -20] ends at [4, -8]."""
    w = update(np.array([5.0, -10.0]), np.array([10.0, -20.0]), 0.1)

    np.testing.assert_allclose(w, [4.0, -8.0])


def test_two_steps():
    """Two steps down the bowl end at [3.2, -6.4]."""
    w = gradient_descent(bowl, np.array([5.0, -10.0]), learning_rate=0.1, n_steps=2)

    np.testing.assert_allclose(w, [3.2, -6.4])


def test_no_steps():
    """Without a step the walk ends where it starts."""
    w = gradient_descent(bowl, np.array([5.0, -10.0]), n_steps=0)

    np.testing.assert_allclose(w, [5.0, -10.0])


def test_start_unchanged():
    """The walk leaves the array of its start as it came."""
    w_init = np.array([5.0, -10.0])
    gradient_descent(bowl, w_init, n_steps=2)

    assert w_init.tolist() == [5.0, -10.0]
