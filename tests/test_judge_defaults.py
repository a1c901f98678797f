"""A function that is called without its last arguments uses the task's values."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.kit import find_kit
from grader.results import Outcome, Verdict
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.results import Report

    Judge = Callable[[str, str, str], Report]

KIT = find_kit(Path(__file__).resolve().parent.parent)
SEED = 3


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A function that judges an exercise's reference with one text replaced by another."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))

        def run(name: str, old: str, new: str) -> Report:
            exercise = KIT.exercise(name)
            text = exercise.reference.read_text(encoding="utf-8")
            assert old in text
            source = text.replace(old, new).encode()
            return check(exercise, source, path="mine.py", sandbox=sandbox, seed=SEED)

        yield run


OTHER_DEFAULTS = {
    "rate": ("ex05", "alpha=0.01", "alpha=0.02", "alpha=0.01", "alpha"),
    "rate, both given": ("ex05", "alpha=0.01, num_iterations=1000", "alpha=1, num_iterations=1", "", ""),
    "steps": ("ex05", "num_iterations=1000", "num_iterations=999", "num_iterations=1000", "num_iterations"),
    "rate of any gradient": ("ex06", "learning_rate=0.1", "learning_rate=0.2", "learning_rate=0.1", ""),
    "steps of any gradient": ("ex06", "n_steps=50", "n_steps=51", "n_steps=50", "n_steps"),
    "first average": ("ex17", "beta1=0.9,", "beta1=0.99,", "beta1=0.9", "beta1"),
    "second average": ("ex17", "beta2=0.999", "beta2=0.99", "beta2=0.999", "beta2"),
    "epsilon": ("ex17", "epsilon=1e-8", "epsilon=1e-7", "epsilon=1e-08", "epsilon"),
}


@pytest.mark.parametrize(
    ("name", "old", "new", "default", "argument"), OTHER_DEFAULTS.values(), ids=list(OTHER_DEFAULTS)
)
def test_another_default_costs_a_point(
    name: str, old: str, new: str, default: str, argument: str, judge: Judge
) -> None:
    """A default that is not the task's fails one small check, which names the argument."""
    report = judge(name, old, new)
    lost = [result for result in report.checks if result.verdict is Verdict.FAILED]

    assert ["defaults"] == [result.id for result in lost]
    assert report.max_points - 1 == report.points
    assert f"The task's default is {default}" in lost[0].message
    assert f"without {argument}" in lost[0].message
    assert () == report.diagnoses


MISSING = {
    "both": (
        ("ex05", "alpha=0.01, num_iterations=1000", "alpha, num_iterations"),
        "The task calls gradient_descent also without its last arguments, with alpha=0.01 and "
        "num_iterations=1000; in the file alpha and num_iterations have no default.",
    ),
    "one": (
        ("ex06", "learning_rate=0.1", "learning_rate"),
        "The task calls gradient_descent also without its last arguments, with learning_rate=0.1 and "
        "n_steps=50; in the file learning_rate has no default.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), MISSING.values(), ids=list(MISSING))
def test_a_missing_default_costs_a_point(change: tuple[str, str, str], sentence: str, judge: Judge) -> None:
    """A file without a default that the task gives loses one check, which names the argument."""
    report = judge(*change)
    lost = [result for result in report.checks if result.verdict is Verdict.FAILED]

    assert [("defaults", sentence)] == [(result.id, result.message) for result in lost]
    assert report.max_points - 1 == report.points


def test_a_default_may_be_filled_in_inside(judge: Judge) -> None:
    """What counts is what a call without the argument does, not how the default is written."""
    old = "n_steps=50):\n"
    new = "n_steps=None):\n    n_steps = 50 if n_steps is None else n_steps\n"

    assert Outcome.PASSED == judge("ex06", old, new).outcome
