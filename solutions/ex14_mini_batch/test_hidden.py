"""The hidden checks of ex14: batches, the mean gradient of a batch, one step, one epoch."""

import pytest

from grader.judge.suite import (
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
)


@pytest.mark.points(2)
def test_batches(submission, oracle, probes):
    """batches cuts the order into full batches and one with what is left."""
    for probe in probes:
        for batch_size in (probe.values["batch_size"], 1, probe.sizes["m"], probe.sizes["m"] + 3):
            at = probe.moved({"batch_size": batch_size})
            assert_matches(submission, submission.batches(at), oracle.batches(at))


@pytest.mark.points(2)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the mean slopes over the samples that it is given."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(1)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step, both slopes taken at the old w and b."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(3)
@pytest.mark.needs("test_batches")
@pytest.mark.follows("test_update")
def test_epoch(submission, oracle, probes):
    """epoch takes one step for each batch, each from where the last one ended."""
    for probe in probes:
        answer = submission.epoch(probe)
        assert_matches(submission, answer, oracle.epoch(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_epoch")
def test_extreme_batches(submission, oracle, probes):
    """Batches of one sample take a step for each; a batch larger than the data is one step."""
    for probe in probes.ordinary:
        for batch_size in (1, probe.sizes["m"] + 3):
            at = probe.moved({"batch_size": batch_size})
            assert_matches(submission, submission.epoch(at), oracle.epoch(at), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_batches", "test_gradient", "test_update", "test_epoch")
def test_arguments(submission, probes):
    """No function changes the arrays that it is given, and each gives the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.batches(probe),
            submission.compute_gradient(probe),
            submission.update(probe),
            submission.epoch(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
