"""The hidden checks of ex01: the slope of w², and one step down it."""

import pytest

from grader.judge.suite import (
    assert_descends,
    assert_matches,
    given_own,
)


@pytest.mark.points(4)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the slope of L = w² at w."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(4)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step against the gradient."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(2)
@pytest.mark.needs("test_gradient", "test_update")
def test_descent(submission, probes):
    """Twenty updates in a row lower the cost."""
    assert_descends(submission, "update", probes.ordinary[-1], n_steps=20)
