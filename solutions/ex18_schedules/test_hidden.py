"""The hidden checks of ex18: four schedules, and a step with whatever schedule is handed in."""

import numpy as np
import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
)


@pytest.mark.points(2)
def test_step_decay(submission, oracle, probes):
    """step_decay drops once for each finished period, and not in between."""
    for probe in probes:
        every = probe.values["every"]
        for t in (probe.values["t"], every - 1.0, float(every), 4.0 * every):
            at = probe.moved({"t": t})
            assert_matches(submission, submission.step_decay(at), oracle.step_decay(at))


@pytest.mark.points(1)
def test_exponential_decay(submission, oracle, probes):
    """exponential_decay loses the same share in every step."""
    for probe in probes:
        answer = submission.exponential_decay(probe)
        assert_matches(submission, answer, oracle.exponential_decay(probe))


@pytest.mark.points(1)
def test_inverse_time_decay(submission, oracle, probes):
    """inverse_time_decay divides by a number that grows evenly with t."""
    for probe in probes:
        answer = submission.inverse_time_decay(probe)
        assert_matches(submission, answer, oracle.inverse_time_decay(probe))


@pytest.mark.points(2)
def test_cosine_decay(submission, oracle, probes):
    """cosine_decay glides down and ends at 0."""
    for probe in probes:
        for t in (probe.values["t"], probe.values["t_max"]):
            at = probe.moved({"t": t})
            assert_matches(submission, submission.cosine_decay(at), oracle.cosine_decay(at))


@pytest.mark.points(2)
def test_update(submission, oracle, probes):
    """update asks the schedule for the rate at t, and takes a step with it."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe))


@pytest.mark.points(1)
@pytest.mark.needs(
    "test_step_decay", "test_exponential_decay", "test_inverse_time_decay", "test_cosine_decay"
)
def test_start(submission, oracle, probes):
    """At t = 0 every schedule says alpha0."""
    for probe in probes:
        at = probe.moved({"t": 0.0})
        assert_matches(submission, submission.step_decay(at), oracle.step_decay(at))
        assert_matches(submission, submission.exponential_decay(at), oracle.exponential_decay(at))
        assert_matches(submission, submission.inverse_time_decay(at), oracle.inverse_time_decay(at))
        assert_matches(submission, submission.cosine_decay(at), oracle.cosine_decay(at))


@pytest.mark.points(1)
@pytest.mark.needs("test_update")
def test_arguments(submission, probes):
    """update changes neither array that it is given, and gives the same answer twice, also at t = 0."""
    for probe in probes.by_hand:
        for at in (probe, probe.moved({"t": 0.0, "theta": np.array([4.0, -1.0])})):
            answer = submission.update(at)
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
