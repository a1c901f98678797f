"""The hidden checks of lab 01."""

import pytest

from grader.judge.suite import assert_leaves_arguments, assert_matches, assert_repeats, given_own


@pytest.mark.points(4)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the partial derivatives of J."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(4)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step, every partial derivative at the old parameters."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe), given_own)


@pytest.mark.points(2)
@pytest.mark.needs("test_gradient", "test_update")
def test_arguments(submission, probes):
    """Neither function changes the arrays it is given, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.compute_gradient(probe), submission.update(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
