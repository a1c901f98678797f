"""The hidden checks of ex07: all parameters in one vector θ."""

import pytest

from grader.judge.suite import (
    assert_descends,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(4)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns all partial derivatives in one array of the shape of θ."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(4)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves all components of θ by the gradient at the old θ."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update")
def test_arguments(submission, probes):
    """Neither function changes θ, X or y, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.compute_gradient(probe), submission.update(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update")
def test_descent(submission, probes):
    """Twenty updates in a row lower the cost."""
    assert_descends(submission, "update", probes.ordinary[-1], n_steps=20)
