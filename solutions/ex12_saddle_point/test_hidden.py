"""The hidden checks of ex12: slopes, one step, and the kind of a flat point."""

import numpy as np
import pytest

from grader.judge.suite import (
    assert_descends,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)

#: Where a shortcut goes wrong: flat in one direction only, nearly flat, and the valleys on both sides.
POINTS = (
    [0.0, 1.0],
    [0.0, -2.0],
    [-1.5, 0.0],
    [-1.0, float(np.sqrt(2.0))],
    [5e-6, 0.0],
    [0.75e-6, 0.0],
    [0.45e-6, 0.0],
    [0.0, 4e-6],
    [0.0, -4e-6],
    [2e-7, -2e-7],
    [0.0, float(np.sqrt(2.0))],
    [0.0, 1e-7 - float(np.sqrt(2.0))],
)


@pytest.mark.points(3)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the slopes along u and v, of shape (2,)."""
    shifted = [probe.moved({"p": probe.values["p"] + shift}) for probe in probes for shift in (0.7, -1.3)]
    for probe in (*probes.by_hand, *shifted):
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(2)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step against the gradient."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(3)
@pytest.mark.follows("test_gradient")
def test_classify(submission, oracle, probes):
    """classify tells minima and saddles apart, and both from points that are not flat."""
    points = [probes[0].moved({"p": np.array(point)}) for point in POINTS]
    for probe in (*probes.ordinary, *points):
        assert_matches(submission, submission.classify(probe), oracle.classify(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update", "test_classify")
def test_arguments(submission, probes):
    """No function changes p, and each gives the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.classify(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update")
def test_descent(submission, probes):
    """Twenty updates in a row lower f."""
    assert_descends(submission, "update", probes[0], n_steps=20)
