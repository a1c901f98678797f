"""The worked example of exercise 16, as tests that you may run and read."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex16 import update_adagrad, update_rmsprop

THETA = np.array([1.0, 1.0])
GRADIENT = np.array([3.0, 6.0])


def test_adagrad_sum():
    """AdaGrad's sum grows from [16, 28] to [25, 64]."""
    _, s = update_adagrad(THETA.copy(), np.array([16.0, 28.0]), GRADIENT.copy(), 0.6, 1.0)

    np.testing.assert_allclose(s, [25.0, 64.0])


def test_adagrad_theta():
    """AdaGrad moves the parameters to [0.7, 0.6]."""
    theta, _ = update_adagrad(THETA.copy(), np.array([16.0, 28.0]), GRADIENT.copy(), 0.6, 1.0)

    np.testing.assert_allclose(theta, [0.7, 0.6])


def test_rmsprop_average():
    """RMSprop's average goes from [23, 14] to [16, 25]."""
    _, s = update_rmsprop(THETA.copy(), np.array([23.0, 14.0]), GRADIENT.copy(), 0.6, 0.5, 1.0)

    np.testing.assert_allclose(s, [16.0, 25.0])


def test_rmsprop_theta():
    """RMSprop moves the parameters to [0.64, 0.4]."""
    theta, _ = update_rmsprop(THETA.copy(), np.array([23.0, 14.0]), GRADIENT.copy(), 0.6, 0.5, 1.0)

    np.testing.assert_allclose(theta, [0.64, 0.4])


def test_accumulator_unchanged():
    """Neither step changes the s that it was given."""
    s = np.array([16.0, 28.0])
    update_adagrad(THETA.copy(), s, GRADIENT.copy(), 0.6, 1.0)
    update_rmsprop(THETA.copy(), s, GRADIENT.copy(), 0.6, 0.5, 1.0)

    assert s.tolist() == [16.0, 28.0]
