"""The hidden checks of ex19: a sigmoid for scores of any size, the cross-entropy, its gradient, one step."""

from unittest.mock import patch

import numpy as np
import pytest

from grader.judge.compare import as_array, mismatch
from grader.judge.submission import CheckFailedError
from grader.judge.suite import (
    assert_descends,
    assert_leaves_arguments,
    assert_matches,
    assert_repeats,
    given_own,
    usable,
)
from grader.maths.formula import FUNCTIONS
from grader.maths.probes import far_away


@pytest.mark.points(1)
def test_sigmoid(submission, oracle, probes):
    """sigmoid returns 1/(1 + e^−z) for each z of an array."""
    for probe in probes:
        z = probe.values["z"]
        moderate = probe.moved({"z": z[np.abs(z) < 100]})
        assert_matches(submission, submission.sigmoid(moderate), oracle.sigmoid(moderate))


@pytest.mark.points(1)
@pytest.mark.needs("test_sigmoid")
def test_overflow(submission, oracle, probes):
    """sigmoid of a very large z is 1 and of a very negative one 0, and never nan."""
    for probe in probes:
        assert_matches(submission, submission.sigmoid(probe), oracle.sigmoid(probe))


@pytest.mark.points(2)
@pytest.mark.follows("test_sigmoid")
def test_cost(submission, oracle, probes):
    """compute_cost returns the mean cross-entropy J."""
    for probe in probes:
        answer = submission.compute_cost(probe)
        assert_matches(submission, answer, oracle.compute_cost(probe), given_own_sigmoid)


@pytest.mark.points(2)
@pytest.mark.follows("test_sigmoid")
def test_gradient(submission, oracle, probes):
    """compute_gradient returns ∂J/∂w and ∂J/∂b."""
    for probe in probes:
        answer = submission.compute_gradient(probe)
        assert_matches(submission, answer, oracle.compute_gradient(probe), given_own_sigmoid)
    for probe in probes.by_hand:
        for at in (
            *far_away(probe, ("w", "b"), 30 / np.max(np.abs(scores(probe)))),
            *far_away(probe, ("w", "b")),
        ):
            assert_no_quotient(submission, at)


def assert_no_quotient(submission, probe):
    """Check the gradient where the quotient of two costs has lost its digits.

    With scores of about 30 these are the digits of log(1 − p). With far larger ones no cost sees a nudge of
    w or b; there p (1 − p) is 0, and nan of a right formula that divides by it is let be. A sigmoid that
    overflows is another check's affair.
    """
    if not submission.oracle.is_steep(probe) or not is_right_sigmoid(submission, probe):
        return
    answer = submission.compute_gradient(probe)
    found = usable(submission, answer)
    if found is None or all(np.all(np.isfinite(part)) for part in found.values()):
        assert_matches(submission, answer, submission.oracle.compute_gradient(probe))


def scores(probe):
    """Return each sample's score."""
    return probe.values["X"] @ probe.values["w"] + probe.values["b"]


def is_right_sigmoid(submission, probe):
    """Tell whether the learner's sigmoid is right for the scores of a probe."""
    at = probe.moved({"z": scores(probe)})
    try:
        return mismatch(submission.sigmoid(at).value, submission.oracle.sigmoid(at)) is None
    except CheckFailedError:
        return False


def given_own_sigmoid(submission, answer):
    """Return the right cost or gradient with the learner's own sigmoid in the place of σ."""

    def own(z):
        found = submission.sigmoid(answer.probe.moved({"z": np.ravel(z)})).value
        values = as_array(found, (np.size(z),))
        return np.full(np.shape(z), np.nan) if isinstance(values, str) else values.reshape(np.shape(z))

    # A probe of its own: values that were worked out with the right sigmoid are kept with the other one.
    probe = answer.probe.moved({})
    with patch.dict(FUNCTIONS, {"sigmoid": own}), np.errstate(all="ignore"):
        return submission.oracle.expected(answer.function, probe)


@pytest.mark.points(2)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update moves w and b, both by the gradient at the old w and b."""
    for probe in probes:
        answer = submission.update(probe)
        assert_matches(submission, answer, oracle.update(probe), given_own)


@pytest.mark.points(1)
@pytest.mark.needs("test_sigmoid", "test_cost", "test_gradient", "test_update")
def test_arguments(submission, probes):
    """No function changes the arrays it is given, and all give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (
            submission.sigmoid(probe),
            submission.compute_cost(probe),
            submission.compute_gradient(probe),
            submission.update(probe),
        ):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)


@pytest.mark.points(1)
@pytest.mark.needs("test_sigmoid", "test_gradient", "test_update")
def test_descent(submission, probes):
    """Twenty updates in a row lower the cost."""
    for probe in probes.ordinary:
        assert_descends(submission, "update", probe, n_steps=20)
