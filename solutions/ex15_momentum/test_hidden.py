"""The hidden checks of ex15: one step with momentum, from any velocity and from rest."""

import numpy as np
import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
)


@pytest.mark.points(6)
def test_update(submission, oracle, probes):
    """update renews the velocity with the gradient, moves theta by the new velocity, and returns both."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe))


@pytest.mark.points(1)
@pytest.mark.needs("test_update")
def test_from_rest(submission, oracle, probes):
    """With a velocity of zeros the step is one of plain descent, and the gradient is the new velocity."""
    for probe in probes:
        at = probe.moved({"velocity": np.zeros_like(probe.values["velocity"])})
        assert_matches(submission, submission.update(at), oracle.update(at))


@pytest.mark.points(1)
@pytest.mark.needs("test_update")
def test_at_the_minimum(submission, oracle, probes):
    """Where the gradient is zero the velocity shrinks, and still moves theta."""
    for probe in probes:
        at = probe.moved({"gradient": np.zeros_like(probe.values["gradient"])})
        assert_matches(submission, submission.update(at), oracle.update(at))


@pytest.mark.points(2)
@pytest.mark.needs("test_update")
def test_arguments(submission, probes):
    """update changes none of the arrays that it is given, and gives the same answer twice."""
    for probe in probes.by_hand:
        answer = submission.update(probe)
        assert_leaves_arguments(answer)
        assert_repeats(submission, answer)
