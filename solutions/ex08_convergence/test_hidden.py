"""The hidden checks of ex08: gradient, update, and a walk that knows when to stop."""

import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(2)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns ∂J/∂w and ∂J/∂b."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(2)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves w and b, both by the gradient at the old w and b."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(2)
@pytest.mark.follows("test_update")
def test_limit(submission, oracle, probes):
    """On ground that is never flat enough, descend takes max_iterations steps and says so."""
    for probe in probes.ordinary:
        for limit in (0, 1, 3):
            at = probe.moved({"epsilon": 1e-12, "max_iterations": limit})
            assert_matches(submission, submission.descend(at), oracle.descend(at), given_own)


# A walk by a wrong gradient may leave all bounds in so many steps: this check waits for a right one.
@pytest.mark.points(3)
@pytest.mark.needs("test_gradient", "test_limit")
@pytest.mark.follows("test_update")
def test_descend(submission, oracle, probes):
    """descend stops as soon as both slopes are below epsilon in size, and not before."""
    for probe in probes.ordinary:
        answer = submission.descend(probe)
        assert_matches(submission, answer, oracle.descend(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update", "test_descend")
def test_arguments(submission, probes):
    """No function changes x or y, and each gives the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.descend(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
