"""Level lines of a cost, where they run and how few points they need; and slopes on a curve."""

from __future__ import annotations

import re

import numpy as np
import pytest

from grader.kit import find_kit
from grader.quiz.course import read_course
from grader.quiz.drawing import Axis, Series, plot
from grader.quiz.figures import draw_figure
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


def test_tangent() -> None:
    """On w² at w = 5 the tangent goes through the first point, and is 10 steep where the first step is 8."""
    course = read_course(find_kit())
    concept = course.file("gradient-descent").concept
    assert concept is not None
    svg = draw_figure(concept, concept.figures[0], course.workshop).svg
    tangent, walk = (
        np.array([point.split() for point in re.split("[ML]", match)[1:3]], dtype=float)
        for match in (
            *re.findall(r'class="line tangent" d="([^"]+)"', svg),
            *re.findall(r'look-0.*?class="line" d="([^"]+)"', svg),
        )
    )

    np.testing.assert_allclose(tangent.mean(axis=0), walk[0], atol=0.11)
    assert 10 / 8 == pytest.approx(steepness(tangent) / steepness(walk), rel=0.01)


def test_marks_that_can_be_told_apart() -> None:
    """Of a thousand points in one place two marks are left; those that lie apart have one each."""
    axis = Axis(0, 100, "x")
    heap = Series([(0.0, 0.0)] * 999 + [(0.1, 0.0)], 1)
    apart = Series([(10.0 * n, 50.0) for n in range(11)], 1)

    assert [2, 11] == [plot("p", "", axis, axis, [one]).count("h6.4v6.4") for one in (heap, apart)]


def test_numbers_have_room_beside_their_axis() -> None:
    """The longer the numbers beside an axis, the further from the edge it stands; none begins beyond it."""

    def left(high: float) -> float:
        svg = plot("p", "", Axis(0, 1, "x"), Axis(-high, high, "y"), [])
        return float(re.findall(r'<path d="M([\d.]+) ', svg)[-1])

    assert left(0.9) < left(90_000)


def steepness(line: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """Return the slope between two points of a picture."""
    across, up = line[1] - line[0]
    return float(up / across)
