"""The hidden checks of ex10: a scaler, descent's two functions, and the way back to the original units."""

import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(3)
def test_fit_scaler(submission, oracle, probes):
    """fit_scaler returns the mean and the standard deviation of every feature."""
    for probe in probes:
        assert_matches(submission, submission.fit_scaler(probe), oracle.fit_scaler(probe))


@pytest.mark.points(1)
def test_scale(submission, oracle, probes):
    """scale subtracts the mean that it is given and divides by the deviation that it is given."""
    for probe in probes:
        assert_matches(submission, submission.scale(probe), oracle.scale(probe))


@pytest.mark.points(1)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns ∂J/∂w, of shape (n, 1), and ∂J/∂b."""
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
def test_unscale(submission, oracle, probes):
    """unscale returns the w and b that predict the same from the features as they came."""
    for probe in probes:
        assert_matches(submission, submission.unscale(probe), oracle.unscale(probe))


@pytest.mark.points(1)
@pytest.mark.needs("test_fit_scaler", "test_scale", "test_gradient", "test_update", "test_unscale")
def test_arguments(submission, probes):
    """No function changes an array that it is given, and each gives the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.fit_scaler(probe),
            submission.scale(probe),
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.unscale(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
