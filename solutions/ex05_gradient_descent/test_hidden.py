"""The hidden checks of ex05: gradient, update, and the loop around them."""

from dataclasses import replace

import pytest

from grader.judge.suite import (
    assert_defaults,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(2)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns ∂J/∂w, of shape (n, 1), and ∂J/∂b."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(2)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves w and b, both by the gradient at the old w and b."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(3)
@pytest.mark.follows("test_update")
def test_gradient_descent(submission, oracle, probes):
    """gradient_descent takes the asked number of steps and records the cost before, between and after."""
    for probe in probes.ordinary:
        answer = submission.gradient_descent(probe)
        assert_matches(submission, answer, oracle.gradient_descent(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient_descent")
def test_no_steps(submission, oracle, probes):
    """With num_iterations = 0 the parameters stay, and there is one cost."""
    probe = replace(probes[0], steps=0)
    assert_matches(submission, submission.gradient_descent(probe), oracle.gradient_descent(probe))


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient_descent")
def test_defaults(submission, probes):
    """Without alpha and num_iterations, gradient_descent takes 1000 steps with alpha = 0.01."""
    assert_defaults(submission, "gradient_descent", probes[0])


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update", "test_gradient_descent")
def test_arguments(submission, probes):
    """No function changes X, y or w, and each gives the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.gradient_descent(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
