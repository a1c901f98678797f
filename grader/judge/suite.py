"""What the author of a suite writes checks with.

A suite is an ordinary pytest file. A check is a test function whose docstring is the sentence that the
learner reads; it asks for the fixtures `submission`, `oracle` and `probes`::

    @pytest.mark.points(4)
    def test_update(submission, oracle, probes):
        \"\"\"update moves w and b together.\"\"\"
        for probe in probes:
            assert_matches(submission, submission.update(probe), oracle.update(probe))

`@pytest.mark.needs("test_gradient")` skips a check unless that one has passed;
`@pytest.mark.follows("test_gradient")` runs it also if that one found wrong values, for a check that
judges by the learner's own functions (`given_own`).
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.compare import as_array, as_number, mismatch, split
from grader.judge.defaults import assert_defaults
from grader.judge.shown import shown, shown_pair
from grader.judge.submission import Answer, CheckFailedError, Followed, Submission
from grader.maths.formula import KeptValues
from grader.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from grader.judge.oracle import Expected, Oracle
    from grader.kit import Function
    from grader.maths.probes import Probe

__all__ = [
    "assert_defaults",
    "assert_descends",
    "assert_leaves_arguments",
    "assert_matches",
    "assert_repeats",
    "given_own",
]


def assert_matches(
    submission: Submission,
    answer: Answer,
    expected: Expected,
    given: Callable[[Submission, Answer], Expected | None] | None = None,
) -> None:
    """Compare an answer with what is expected: type, shape, dtype, values.

    Parameters
    ----------
    submission : Submission
        Whose answer it is.
    answer : Answer
        From `submission.<function>(probe)`.
    expected : Expected
        From `oracle.<function>(probe)`.
    given : callable, optional
        `given_own`: an answer that is right given the learner's own other functions passes, followed
        through. It is only asked where the answer is not right by itself.

    Raises
    ------
    CheckFailedError
        The answer matches neither.
    """
    submission.observed.compared.add(answer.function.name)
    # A difference quotient loses so many digits on a large probe that what is left may pass for single
    # precision: only who has shown it on an ordinary one is judged by it there.
    single = answer.probe.kind != "large" or submission.is_single
    found = mismatch(answer.value, expected, single=False)
    if found is None:
        return
    if single:
        found = mismatch(answer.value, expected)
        if found is None:
            submission.is_single = True
            return

    def holds() -> bool:
        own = given(submission, answer) if given is not None else None
        return own is not None and mismatch(answer.value, own, single=single) is None

    otherwise = CheckFailedError(
        found.message,
        probe=answer.call,
        expected=found.expected,
        actual=found.actual,
        function=answer.function.name,
    )
    if not holds():
        raise otherwise
    submission.observed.followed.append(Followed(holds, otherwise))


def given_own(submission: Submission, answer: Answer) -> Expected | None:
    """Return what a function should return given the learner's own functions that it builds on.

    An update is given the learner's own gradient, a descent the learner's own update. None if those
    come to no usable value, or if there are none.
    """
    oracle, function, probe = submission.oracle, answer.function, answer.probe
    try:
        if function.computes == "update":
            gradient = own_gradient(submission, probe)
            if gradient is None:
                return None
            if probe.kind != "large" and not any(np.any(part) for part in gradient.values()):
                return None  # a gradient that is zero everywhere would let an update pass that does nothing
            return oracle.present(function, probe, oracle.step(probe, gradient))
        if function.computes == "procedure":
            return given_own_steps(submission, function, probe)
        if function.computes == "descent":
            update = declared(oracle, "update")
            if update is None:
                return None
            return oracle.after_descent(function, probe, lambda at: own_step(submission, update, at))
    except CheckFailedError:
        return None
    return None


def given_own_steps(submission: Submission, function: Function, probe: Probe) -> Expected:
    """Return what a procedure should return given the learner's own gradient and update.

    Raises
    ------
    CheckFailedError
        One of them comes to no value.
    """
    oracle = submission.oracle
    update = declared(oracle, "update")

    def gradient(at: Probe) -> dict[str, Any]:
        found = own_gradient(submission, at) if declared(oracle, "gradient") else oracle.gradient(at)
        if found is None:
            raise CheckFailedError(sentence("the gradient has another shape"))
        return found

    def step(at: Probe) -> dict[str, Any]:
        return own_step(submission, update, at) if update else oracle.step(at, gradient(at))

    return oracle.after_procedure(function, probe, gradient, step)


def declared(oracle: Oracle, computes: str) -> Function | None:
    """Return the exercise's function that computes a thing, or None."""
    return next((f for f in oracle.exercise.functions if f.computes == computes), None)


def own_gradient(submission: Submission, probe: Probe) -> dict[str, Any] | None:
    """Return the learner's own gradient in canonical form; None if it has not the right shape.

    One number where a vector is asked stands for each component: subtracting it does the same to all.
    """
    oracle = submission.oracle
    function = declared(oracle, "gradient")
    if function is None:
        return None
    return _usable(submission, submission.ask(function, probe), spread=True)


def own_step(submission: Submission, update: Function, probe: Probe) -> dict[str, Any]:
    """Return the parameters after one of the learner's own updates, in canonical form."""
    values = _usable(submission, submission.ask(update, probe))
    if values is None:
        raise CheckFailedError(
            sentence("{name} returned something that cannot be used as parameters.", name=update.name)
        )
    return values


def _usable(submission: Submission, answer: Answer, *, spread: bool = False) -> dict[str, Any] | None:
    oracle, function, probe = submission.oracle, answer.function, answer.probe
    parts = split(answer.value, len(function.returns), function.keys)
    if isinstance(parts, str):
        return None
    values = {}
    for name, part in zip(function.returns, parts, strict=True):
        shape = oracle.shape(name, probe)
        found = as_array(part, shape) if shape else as_number(part)
        if isinstance(found, str) and spread and shape and np.ndim(part) == 0:
            number = as_number(part)
            found = number if isinstance(number, str) else np.full(shape, float(number))
        if isinstance(found, str):
            return None
        values[name] = oracle.canonical(name, found, probe)
    return values


def assert_leaves_arguments(answer: Answer) -> None:
    """Check that a call left the caller's arrays, and dictionaries of arrays, as they were.

    Raises
    ------
    CheckFailedError
        An array or an entry was changed.
    """
    after = answer.reply.arguments_after
    names = answer.function.arguments
    for argument, passed, left in zip(names, answer.arguments, after, strict=False):
        for name, before, now in _with_entries(argument, passed, left):
            if _is_same(before, now):
                continue
            expected, actual = shown_pair(before, now)
            raise CheckFailedError(
                sentence(
                    "{function} changed its argument {name}, which belongs to the caller.",
                    function=answer.function.name,
                    name=name,
                ),
                probe=answer.call,
                expected=sentence("{name} = {value} after the call", name=name, value=expected),
                actual=f"{name} = {actual}",
                function=answer.function.name,
            )


def _with_entries(name: str, before: Any, now: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield what of an argument can be changed for the caller: an array, a dictionary's keys and entries."""
    if isinstance(before, np.ndarray):
        yield name, before, now
    elif isinstance(before, dict):
        entries = now if isinstance(now, dict) else {}
        if before.keys() == entries.keys():
            for key, value in before.items():
                yield f"{name}[{key!r}]", value, entries[key]
        else:
            yield f"{name}.keys()", sorted(before), sorted(map(str, entries))


def _is_same(before: Any, now: Any) -> bool:
    return type(before) is type(now) and bool(np.array_equal(before, now))


def assert_repeats(submission: Submission, answer: Answer) -> None:
    """Check that the same call gives the same answer a second time.

    Raises
    ------
    CheckFailedError
        It does not: something was kept from one call to the next.
    """
    again = submission.ask(answer.function, answer.probe)
    first, second = shown(answer.value, 17), shown(again.value, 17)
    if first != second:
        raise CheckFailedError(
            sentence(
                "{function} gave another answer when it was called a second time.",
                function=answer.function.name,
            ),
            probe=answer.call,
            expected=sentence("{value} both times", value=shown(answer.value)),
            actual=sentence("{value} the second time", value=shown(again.value)),
            function=answer.function.name,
        )


def assert_descends(submission: Submission, update: str, probe: Probe, n_steps: int = 20) -> None:
    """Check that repeated updates lower the cost.

    The learning rate is halved until the right rule descends from this probe, so that a right update
    always does.

    Raises
    ------
    CheckFailedError
        The cost after the steps is not below the cost before.
    """
    oracle = submission.oracle
    function = oracle.exercise.function(update)
    probe = _descending(oracle, probe, n_steps)
    path = oracle.path(probe, lambda at: own_step(submission, function, at), n_steps)
    before, after = oracle.cost(path[0]), oracle.cost(path[-1])
    if not after < before:
        raise CheckFailedError(
            sentence("{n_steps} updates in a row did not lower the cost.", n_steps=n_steps),
            probe=sentence(
                "{n_steps} calls of {update}, alpha={alpha}",
                n_steps=n_steps,
                update=update,
                alpha=shown(probe.alpha),
            ),
            expected=sentence("a cost below {value}", value=shown(before)),
            actual=shown(after),
            function=update,
        )


def _descending(oracle: Oracle, probe: Probe, n_steps: int) -> Probe:
    """Return the probe with a learning rate at which the right rule descends."""

    def halved() -> float:
        at = probe
        while not _falls([oracle.cost(step) for step in oracle.path(at, oracle.right_step, n_steps)]):
            at = replace(at, alpha=at.alpha / 2)
        return at.alpha

    if isinstance(probe.values, KeptValues):
        return replace(probe, alpha=probe.values.once(("descends", probe.alpha, n_steps), halved))
    return replace(probe, alpha=halved())


def _falls(costs: Sequence[float]) -> bool:
    return all(later < earlier for earlier, later in itertools.pairwise(costs)) and bool(
        np.isfinite(costs[-1])
    )


def usable(submission: Submission, answer: Answer) -> dict[str, Any] | None:
    """Return what a function returned in canonical form, by name; None if it has not the right shapes."""
    return _usable(submission, answer)
