"""The hidden checks of lab 01."""

import pytest

from grader.judge.suite import assert_leaves_arguments, assert_matches, assert_repeats


@pytest.mark.points(3)
def test_cost(submission, oracle, probes):
    """computeCost returns the mean of the squared errors."""
    for probe in probes.ordinary:
        assert_matches(submission, submission.computeCost(probe), oracle.computeCost(probe))


@pytest.mark.points(5)
def test_descent(submission, oracle, probes):
    """gradientDescent takes num_iters steps and records the cost after each."""
    for probe in probes.ordinary:
        assert_matches(submission, submission.gradientDescent(probe), oracle.gradientDescent(probe))


@pytest.mark.points(2)
@pytest.mark.needs("test_cost", "test_descent")
def test_arguments(submission, probes):
    """Neither function changes the arrays it is given, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.computeCost(probe), submission.gradientDescent(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
