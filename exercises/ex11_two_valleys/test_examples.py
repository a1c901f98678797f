"""The worked example of exercise 11, as tests that you may run and read."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ex11 import compute_gradient, descend, update


def test_slopes():
    """The slope is 5.3 at 2 and 2.9 at -1."""
    assert compute_gradient(2.0) == pytest.approx(5.3)
    assert compute_gradient(-1.0) == pytest.approx(2.9)


def test_one_step():
    """One step with alpha = 0.1 leads from 2 to 1.47 and from -1 to -1.29."""
    assert update(2.0, 0.1) == pytest.approx(1.47)
    assert update(-1.0, 0.1) == pytest.approx(-1.29)


def test_path():
    """Two steps from 2 pass three points."""
    assert descend(2.0, 0.1, 2) == pytest.approx([2.0, 1.47, 1.49976], abs=1e-5)


@pytest.mark.parametrize(("x0", "end"), [(2.2, 1.51448), (-2.2, -1.64028), (0.13, 1.51448), (0.1, -1.64028)])
def test_two_valleys(x0, end):
    """Where the walk ends depends on where it starts."""
    path = descend(x0, 0.01, 1000)

    assert len(path) == 1001
    assert path[-1] == pytest.approx(end, abs=1e-5)
