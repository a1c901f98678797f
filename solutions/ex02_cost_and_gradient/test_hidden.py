"""The hidden checks of ex02: the cost of a line, and its two partial derivatives."""

import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
)


@pytest.mark.points(4)
def test_cost(submission, oracle, probes):
    """compute_cost returns J(w, b)."""
    for probe in probes:
        assert_matches(submission, submission.compute_cost(probe), oracle.compute_cost(probe))


@pytest.mark.points(5)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns ∂J/∂w and ∂J/∂b."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(1)
@pytest.mark.needs("test_cost", "test_gradient")
def test_arguments(submission, probes):
    """Neither function changes x or y, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.compute_cost(probe), submission.compute_gradient(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
