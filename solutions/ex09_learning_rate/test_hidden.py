"""The hidden checks of ex09: curves, what they say of a rate, and the choice of one."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)

#: Curves near the borders of the three words, long ones and short ones.
CURVES = (
    [7.0, 7.0],
    [10.0, 9.9],
    [10.0, 10.1],
    [10.0, 1.01],
    [10.0, 0.99],
    [0.5, 0.06, 0.045],
    [200.0, 500.0, 900.0, 40.0, 19.0],
    [3.0, 4e200, inf],
    [3.0, 4e200, inf, nan],
    [6.0, 5.0, 5.0, 5.9],
)
#: Targets on the inputs -2 and 2, two rates and a number of steps. Which rate is the better one depends on
#: where w starts, on where b starts, and on the number of steps: the one that leads at first is overtaken.
RACES = (
    ([-0.8, 0.8], [0.45, 0.2], 2),
    ([0.5, 0.5], [0.45, 0.2], 2),
    ([-1.0, 3.0], [0.25, 0.4], 4),
)


@pytest.mark.points(1)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns ∂J/∂w and ∂J/∂b."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(1)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves w and b, both by the gradient at the old w and b."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(3)
@pytest.mark.follows("test_update")
def test_cost_curve(submission, oracle, probes):
    """cost_curve returns the cost before the first step and after each step."""
    for probe in probes.ordinary:
        for n_steps in (0, 1, 3):
            at = probe.moved({"n_steps": n_steps})
            assert_matches(submission, submission.cost_curve(at), oracle.cost_curve(at), given_own)


@pytest.mark.points(1)
@pytest.mark.follows("test_gradient", "test_update", "test_cost_curve")
def test_arguments(submission, probes):
    """Gradient, update and curve leave x and y as they came, and give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.cost_curve(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)


@pytest.mark.points(2)
def test_diagnose_rate(submission, oracle, probes):
    """diagnose_rate judges by the first and the last cost, also where the last is inf or nan."""
    curves = [replace(probes[0], steps=len(c) - 1).moved({"costs": np.array(c)}) for c in CURVES]
    for probe in (*probes.ordinary, *curves):
        assert_matches(submission, submission.diagnose_rate(probe), oracle.diagnose_rate(probe))
    for probe in probes.by_hand:
        assert_leaves_arguments(submission.diagnose_rate(probe))


# By a wrong gradient every rate may run away, and there is nothing to choose.
@pytest.mark.points(2)
@pytest.mark.needs("test_gradient", "test_cost_curve", "test_arguments")
@pytest.mark.follows("test_update")
def test_choose_alpha(submission, oracle, probes):
    """choose_alpha starts every rate at the origin and returns the one whose curve ends lowest."""
    races = [
        probes[0].moved(
            {"x": np.array([-2.0, 2.0]), "y": np.array(y), "alphas": np.array(alphas), "n_steps": n}
        )
        for y, alphas, n in RACES
    ]
    for probe in (*probes.ordinary, *races):
        answer = submission.choose_alpha(probe)
        assert_matches(submission, answer, oracle.choose_alpha(probe), given_own)
        assert_leaves_arguments(answer)
