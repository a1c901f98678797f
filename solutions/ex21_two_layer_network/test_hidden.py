"""The hidden checks of ex21: the way forward, the way back, and one step with all four parameters."""

import pytest

from grader.judge.compare import as_array
from grader.judge.suite import (
    assert_descends,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(2)
def test_forward(submission, oracle, probes):
    """forward returns one output for each sample."""
    for probe in probes:
        assert_matches(submission, submission.forward(probe), oracle.forward(probe))


@pytest.mark.points(4)
@pytest.mark.follows("test_forward")
def test_gradient(submission, oracle, probes):
    """compute_gradient returns a slope for all of params."""
    for probe in probes:
        answer = submission.compute_gradient(probe)
        assert_matches(submission, answer, oracle.compute_gradient(probe), given_own_forward)


def given_own_forward(submission, answer):
    """Return the right gradient for the learner's own outputs: their errors are those of other targets."""
    probe, (right,) = answer.probe, submission.oracle.forward(answer.probe).values
    own = as_array(submission.forward(probe).value, right.shape)
    if isinstance(own, str):
        return None
    return submission.oracle.compute_gradient(probe.moved({"y": probe.values["y"] + right - own}))


@pytest.mark.points(3)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves all by the slopes at the old params."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(2)
@pytest.mark.needs("test_forward", "test_gradient", "test_update")
def test_arguments(submission, probes):
    """No function changes params, the arrays in it, X or y."""
    for probe in probes.by_hand:
        for answer in (
            submission.forward(probe),
            submission.compute_gradient(probe),
            submission.update(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)


@pytest.mark.points(1)
@pytest.mark.needs("test_forward", "test_gradient", "test_update")
def test_descent(submission, probes):
    """Twenty updates in a row lower the cost."""
    for probe in probes.ordinary:
        assert_descends(submission, "update", probe, n_steps=20)
