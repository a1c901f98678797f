"""The example of lab 01."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from ex01 import compute_gradient, update


def test_gradient():
    """The example has the slopes -4 for b and -10 for w."""
    x, y = np.array([1.0, 3.0]), np.array([2.0, 6.0])

    np.testing.assert_allclose(compute_gradient(x, y, 0.0, 0.0), [-4.0, -10.0])
    np.testing.assert_allclose(update(x, y, 0.0, 0.0, 0.1), [1.0, 0.4])
