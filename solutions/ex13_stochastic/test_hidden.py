"""The hidden checks of ex13: one sample's gradient, one step, one epoch."""

from dataclasses import replace

import numpy as np
import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(2)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the slopes of a single sample's cost."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(2)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step with one sample, both slopes taken at the old w and b."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(4)
@pytest.mark.follows("test_update")
def test_epoch(submission, oracle, probes):
    """epoch takes one step for each sample, in the given order, each from where the last one ended."""
    for probe in probes:
        answer = submission.epoch(probe)
        assert_matches(submission, answer, oracle.epoch(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_epoch")
def test_single_sample(submission, oracle, probes):
    """With a single sample an epoch is a single step."""
    for probe in probes.by_hand:
        alone = {"X": probe.values["X"][:1], "y": probe.values["y"][:1], "order": np.array([0])}
        at = replace(probe.moved(alone), sizes={**probe.sizes, "m": 1})
        answer = submission.epoch(at)
        assert_matches(submission, answer, oracle.epoch(at), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update", "test_epoch")
def test_arguments(submission, probes):
    """No function changes the arrays that it is given, and each gives the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.epoch(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
