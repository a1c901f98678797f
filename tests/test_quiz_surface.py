"""Level lines of a cost: where they run, and how few points they need."""

from __future__ import annotations

import numpy as np
import pytest

from grader.quiz.surface import level_lines

XS = np.linspace(-2, 2, 110)
YS = np.linspace(-1.5, 1.5, 77)
ACROSS, UP = np.meshgrid(XS, YS)


@pytest.mark.parametrize("steepness", [1, 40])
def test_lines_of_a_bowl(steepness: float) -> None:
    """The line of a bowl is one closed ellipse, also where the bowl is a narrow valley."""
    heights = ACROSS**2 + steepness * UP**2
    (line,) = level_lines(XS.tolist(), YS.tolist(), heights, 1.0)
    at = np.array(line)

    np.testing.assert_allclose(at[:, 0] ** 2 + steepness * at[:, 1] ** 2, 1, atol=0.02)
    assert line[0] == line[-1]
    assert 20 < len(line) < 90


def test_straight_lines_are_two_points() -> None:
    """Points that do not bend a line are left out, and its ends are kept."""
    (line,) = level_lines(XS.tolist(), YS.tolist(), ACROSS + UP, 0.25)
    ends = sorted(line)

    assert 2 == len(line)
    np.testing.assert_allclose(ends, [(-1.25, 1.5), (1.75, -1.5)], atol=0.03)


def test_heights_that_are_no_numbers() -> None:
    """Where a cost has no finite value a line ends."""
    heights = np.where(ACROSS > 0, np.inf, ACROSS + UP)
    (line,) = level_lines(XS.tolist(), YS.tolist(), heights, 0.25)

    assert max(x for x, _ in line) <= 0
