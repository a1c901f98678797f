"""The hidden checks of ex20: a penalty that leaves θ₀ free, and code that leaves θ alone."""

import pytest

from grader.judge.suite import (
    assert_descends,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    own_gradient,
)


@pytest.mark.points(4)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the slopes of the squared errors and of the penalty, which leaves θ₀ free."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(3)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves all components of θ by the gradient at the old θ."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own_as_left)


def given_own_as_left(submission, answer):
    """Return the step by the learner's own gradient, from the θ that compute_gradient has left behind."""
    oracle, probe = submission.oracle, answer.probe
    gradient = own_gradient(submission, probe)
    if gradient is None:
        return None
    left, *_ = submission.compute_gradient(probe).reply.arguments_after
    return oracle.present(answer.function, probe, oracle.step(probe.moved({"theta": left}), gradient))


@pytest.mark.points(2)
@pytest.mark.needs("test_gradient", "test_update")
def test_arguments(submission, probes):
    """Neither function changes θ, X or y, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.compute_gradient(probe), submission.update(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update", "test_arguments")
def test_descent(submission, probes):
    """Twenty updates in a row lower the cost."""
    for probe in probes.ordinary:
        assert_descends(submission, "update", probe, n_steps=20)
