"""The hidden checks of ex16: one step of AdaGrad and one of RMSprop."""

import numpy as np
import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
)


@pytest.mark.points(4)
def test_adagrad(submission, oracle, probes):
    """update_adagrad adds the squared gradient to s, and divides the step by √s + ε."""
    for probe in probes:
        assert_matches(submission, submission.update_adagrad(probe), oracle.update_adagrad(probe))


@pytest.mark.points(4)
def test_rmsprop(submission, oracle, probes):
    """update_rmsprop averages the squared gradient into s, and divides the step by √s + ε."""
    for probe in probes:
        assert_matches(submission, submission.update_rmsprop(probe), oracle.update_rmsprop(probe))


@pytest.mark.points(1)
@pytest.mark.needs("test_adagrad", "test_rmsprop")
def test_first_step(submission, oracle, probes):
    """Both take a first step from s = 0, and a component without any slope stays where it is."""
    for probe in probes:
        gradient = probe.values["gradient"].copy()
        gradient[0] = 0.0
        at = probe.moved({"s": np.zeros_like(gradient), "gradient": gradient})
        assert_matches(submission, submission.update_adagrad(at), oracle.update_adagrad(at))
        assert_matches(submission, submission.update_rmsprop(at), oracle.update_rmsprop(at))


@pytest.mark.points(1)
@pytest.mark.needs("test_adagrad", "test_rmsprop")
def test_arguments(submission, probes):
    """Neither function changes the arrays that it is given, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.update_adagrad(probe), submission.update_rmsprop(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
