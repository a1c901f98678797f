"""Whether a function falls back on the task's values where arguments are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.judge.compare import RTOL, split
from grader.judge.shown import shown, shown_pair
from grader.judge.submission import Answer, CheckFailedError, Submission, no_value
from grader.wording import counted, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.kit import Function
    from grader.maths.probes import Probe

#: An array of more numbers than this is shown by its shape or its last number.
_MOST_SHOWN = 6


def assert_defaults(submission: Submission, name: str, probe: Probe) -> None:
    """Check that a function called without its last arguments does what it does with the task's values.

    The learner's own function is asked both times, so the check is about the defaults alone. Its probe is
    the author's choice: it has to be one on which each default makes a difference.

    Parameters
    ----------
    submission : Submission
        Whose function it is.
    name : str
        A function that `exercise.toml` declares with defaults.
    probe : Probe
        Where it is called.

    Raises
    ------
    CheckFailedError
        A default is missing or another one, with the argument's name.
    """
    function = submission.oracle.exercise.function(name)
    missing = submission.without_default(function)
    if missing:
        message = counted(
            "The task calls {name} also without its last arguments, with {stated}; "
            "in the file {missing} has no default.",
            "The task calls {name} also without its last arguments, with {stated}; "
            "in the file {missing} have no default.",
            len(missing),
            name=name,
            stated=listed([f"{key}={shown(value)}" for key, value in function.defaults.items()]),
            missing=listed(missing),
        )
        raise CheckFailedError(message, function=name)
    whole = _call(submission, function, probe, len(function.arguments))
    n_needed = len(function.arguments) - len(function.defaults)
    if _same(function, whole, _call(submission, function, probe, n_needed)):
        return
    # Left out one by one from the end, the first that makes a difference is the one to name.
    for count in range(len(function.arguments) - 1, n_needed - 1, -1):
        short = _call(submission, function, probe, count)
        if not _same(function, whole, short):
            argument = function.arguments[count]
            value = shown(function.defaults[argument])
            expected, actual = _first_difference(function, whole, short)
            raise CheckFailedError(
                sentence(
                    "The task's default is {argument}={value}; without {argument}, {name} uses another "
                    "value.",
                    argument=argument,
                    value=value,
                    name=name,
                ),
                probe=short.call,
                expected=expected,
                actual=actual,
                function=name,
            )


def _call(submission: Submission, function: Function, probe: Probe, count: int) -> Answer:
    """Return the answer of a call with the first arguments only, those with a default at its value."""
    arguments = submission.oracle.arguments(function, probe)
    passed = [
        function.defaults.get(name, argument)
        for name, argument in zip(function.arguments[:count], arguments, strict=False)
    ]
    answer = submission.call(replace(function, arguments=function.arguments[:count]), probe, passed)
    if answer.reply.status != "returned":
        raise no_value(answer)
    return answer


def _same(function: Function, whole: Answer, short: Answer) -> bool:
    return all(_alike(one, other) for one, other in zip(*_parts(function, whole, short), strict=True))


def _parts(function: Function, *answers: Answer) -> list[Sequence[Any]]:
    """Return what each answer holds, value by value; one whole where it is not what was asked."""
    parts = [split(answer.value, len(function.returns)) for answer in answers]
    if any(isinstance(part, str) for part in parts):
        return [(answer.value,) for answer in answers]
    return [part for part in parts if not isinstance(part, str)]


def _alike(one: Any, other: Any) -> bool:
    try:
        first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    except (TypeError, ValueError):
        return shown(one, 17) == shown(other, 17)
    # Each number for itself: a default such as Adam's ε shows in numbers that are small beside others.
    return first.shape == second.shape and bool(
        np.all(np.isclose(first, second, rtol=RTOL, atol=0.0, equal_nan=True))
    )


def _first_difference(function: Function, whole: Answer, short: Answer) -> tuple[str, str]:
    """Return the first returned value that differs, as it should be and as it is."""
    names = function.returns
    for place, (one, other) in enumerate(zip(*_parts(function, whole, short), strict=True)):
        if _alike(one, other):
            continue
        name = names[place] if len(names) > 1 else sentence("the returned value")
        if max(np.size(one), np.size(other)) <= _MOST_SHOWN:
            expected, actual = shown_pair(one, other)
        elif np.shape(one) != np.shape(other):
            expected, actual = (
                sentence("an array of shape {shape}", shape=shown(np.shape(part))) for part in (one, other)
            )
        else:
            name = sentence("the last of {name}", name=name)
            expected, actual = shown_pair(np.ravel(one)[-1], np.ravel(other)[-1])
        return (
            sentence("{name} = {value}", name=name, value=expected),
            sentence("{name} = {value}", name=name, value=actual),
        )
    return shown_pair(whole.value, short.value)
