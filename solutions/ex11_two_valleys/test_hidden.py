"""The hidden checks of ex11: the slope of a cost with two valleys, and walks into both of them."""

from dataclasses import replace

import pytest

from grader.judge.suite import assert_matches, assert_repeats, given_own


@pytest.mark.points(3)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns the slope of f at x."""
    for probe in probes:
        for x in (probe.values["x"], -probe.values["x"], probe.values["x"] / 8):
            at = probe.moved({"x": x})
            assert_matches(submission, submission.compute_gradient(at), oracle.compute_gradient(at))


@pytest.mark.points(2)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step against the slope."""
    for probe in probes.ordinary:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(3)
@pytest.mark.follows("test_update")
def test_descend(submission, oracle, probes):
    """descend returns the start and the point after each step."""
    for probe in probes.ordinary:
        for n_steps in (probe.steps, 0, 3):
            at = replace(probe, steps=n_steps)
            assert_matches(submission, submission.descend(at), oracle.descend(at), given_own)


@pytest.mark.points(2)
@pytest.mark.needs("test_gradient", "test_update", "test_descend")
def test_valleys(submission, oracle, probes):
    """From either side of the ridge 1000 steps lead into the valley on that side, every time."""
    for x in (2.2, -2.2, 0.13, 0.1):
        at = replace(probes[0], alpha=0.01, steps=1000).moved({"x": x})
        answer = submission.descend(at)
        assert_matches(submission, answer, oracle.descend(at))
    assert_repeats(submission, submission.descend(probes[0]))
