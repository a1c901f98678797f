"""The worked example of exercise 01, as tests that you may run and read."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex01 import compute_gradient, update


def test_slope_at_four():
    """The slope of w² at 4 is 8."""
    assert compute_gradient(4.0) == pytest.approx(8.0)


def test_slope_on_the_other_side():
    """The slope of w² at -3 is -6."""
    assert compute_gradient(-3.0) == pytest.approx(-6.0)


def test_one_step():
    """One step from 4 ends at 3.2."""
    assert update(4.0, 0.1) == pytest.approx(3.2)


def test_three_steps():
    """Three steps from 4 end at 2.048."""
    w = 4.0
    for _ in range(3):
        w = update(w, 0.1)

    assert w == pytest.approx(2.048)
