"""The hidden checks of ex17: one step of Adam, the first one, and one after very many."""

import numpy as np
import pytest

from grader.judge.suite import (
    assert_defaults,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
)


@pytest.mark.points(5)
def test_update(submission, oracle, probes):
    """update renews both averages, corrects them for their start, and moves theta by the corrected ones."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe))


@pytest.mark.points(2)
@pytest.mark.needs("test_update")
def test_first_step(submission, oracle, probes):
    """Step number 1 starts from averages of zero."""
    for probe in probes:
        zeros = np.zeros_like(probe.values["theta"])
        at = probe.moved({"m": zeros, "v": zeros, "t": 1.0})
        assert_matches(submission, submission.update(at), oracle.update(at))


@pytest.mark.points(1)
@pytest.mark.needs("test_update")
def test_late_step(submission, oracle, probes):
    """After a thousand steps nothing is left to correct."""
    for probe in probes:
        at = probe.moved({"t": 1000.0})
        assert_matches(submission, submission.update(at), oracle.update(at))


@pytest.mark.points(1)
@pytest.mark.needs("test_update")
def test_defaults(submission, probes):
    """Without alpha, beta1, beta2 and epsilon, update uses 0.001, 0.9, 0.999 and 1e-8."""
    probe = probes[0]
    # ε shows only where the root of the second average is as small as ε itself.
    tiny = 1e-8 * np.ones_like(probe.values["theta"])
    flat = probe.moved({"theta": tiny, "m": tiny, "v": tiny**2, "gradient": tiny})
    for at in (probe, flat):
        assert_defaults(submission, "update", at)


@pytest.mark.points(1)
@pytest.mark.needs("test_update")
def test_arguments(submission, probes):
    """update changes none of the arrays that it is given, and gives the same answer twice."""
    for probe in probes.by_hand:
        answer = submission.update(probe)
        assert_leaves_arguments(answer)
        assert_repeats(submission, answer)
