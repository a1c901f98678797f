"""The exact sentences of the errors, and their exit codes."""

from __future__ import annotations

import pytest

from grader.errors import (
    ExitCode,
    Fault,
    GraderError,
    JudgeFaultError,
    KitError,
    NotIsolatedError,
    UnknownExerciseError,
    UnreadableSubmissionError,
    UsageError,
    near_names,
)

STEMS = ("ex01_one_parameter", "ex03_simultaneous_update", "ex07_theta_form")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chekc", ["check"]),
        ("CHECK", ["check"]),
        ("valid", ["validate"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_near_names(name: str, expected: list[str]) -> None:
    """Near names are found by likeness or as a part, whatever their case."""
    assert expected == near_names(name, ["check", "validate"])


def test_unknown_exercise_with_a_near_name() -> None:
    """The nearest name is offered."""
    error = UnknownExerciseError("simultaneous", STEMS)

    assert "There is no exercise “simultaneous”. Did you mean ex03_simultaneous_update?" == str(error)


def test_unknown_exercise_with_names_given() -> None:
    """Names that the kit found itself are offered as they are."""
    error = UnknownExerciseError("x", STEMS, near=["ex01_one_parameter", "ex07_theta_form"])

    assert "There is no exercise “x”. Did you mean ex01_one_parameter or ex07_theta_form?" == str(error)


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (STEMS, "The kit has ex01_one_parameter to ex07_theta_form."),
        (STEMS[:1], "The kit has ex01_one_parameter."),
        ((), "The kit has no exercises."),
    ],
)
def test_unknown_exercise_without_a_near_name(known: tuple[str, ...], hint: str) -> None:
    """Where no name is near, the range of the kit is told."""
    assert f"There is no exercise “42”. {hint}" == str(UnknownExerciseError("42", known))


def test_unreadable_submission() -> None:
    """The sentence names the file and the reason."""
    error = UnreadableSubmissionError("mine.py", "there is no such file.")

    assert "mine.py cannot be read: there is no such file." == str(error)


def test_kit_error_holds_every_fault() -> None:
    """Each fault is on a line of its own, as path, line and message."""
    error = KitError([Fault("a.toml", 3, "first"), Fault("b.py", 1, "second")])

    assert "a.toml:3: first\nb.py:1: second" == str(error)
    assert 2 == len(error.faults)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (GraderError, ExitCode.OUR_FAULT),
        (JudgeFaultError, ExitCode.OUR_FAULT),
        (UsageError, ExitCode.USAGE),
        (UnknownExerciseError, ExitCode.USAGE),
        (UnreadableSubmissionError, ExitCode.USAGE),
        (KitError, ExitCode.USAGE),
        (NotIsolatedError, ExitCode.NOT_ISOLATED),
    ],
)
def test_exit_codes(kind: type[GraderError], code: ExitCode) -> None:
    """Every kind of error has its exit code."""
    assert code is kind.exit_code
