"""The hidden checks of ex06: the update rule, and descent down any valley."""

from dataclasses import replace

import pytest

from grader.judge.suite import (
    assert_defaults,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
)


@pytest.mark.points(4)
def test_update(submission, oracle, probes):
    """update takes one step against the gradient that it is given."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe))


@pytest.mark.points(4)
def test_gradient_descent(submission, oracle, probes):
    """gradient_descent takes n_steps steps down any valley, asking grad_fn for the slope each time."""
    for probe in probes:
        for n_steps in (probe.steps, 3):
            at = replace(probe, steps=n_steps)
            assert_matches(submission, submission.gradient_descent(at), oracle.gradient_descent(at))


@pytest.mark.points(1)
@pytest.mark.needs("test_gradient_descent")
def test_defaults(submission, probes):
    """Without learning_rate and n_steps, gradient_descent takes 50 steps with learning_rate = 0.1."""
    # The parabola: it is descended at this rate, and after 50 steps there is still a way to go.
    parabola = next(probe for probe in probes if probe.cost == "parabola")
    assert_defaults(submission, "gradient_descent", parabola)


@pytest.mark.points(1)
@pytest.mark.needs("test_update", "test_gradient_descent")
def test_arguments(submission, probes):
    """Neither function changes the arrays it is given, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.update(probe), submission.gradient_descent(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)
