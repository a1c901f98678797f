"""What the gate sees in an exercise's texts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from grader.authoring.texts import concept_faults, function_faults, hint_faults, readme_faults
from grader.kit import Kit, find_kit

if TYPE_CHECKING:
    from grader.exercise import Exercise

ROOT = Path(__file__).resolve().parent.parent
STEM = "ex03_simultaneous_update"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """Return a kit with a copy of ex03 that may be changed."""
    for half in ("exercises", "solutions"):
        shutil.copytree(ROOT / half / STEM, tmp_path / half / STEM)
    return find_kit(tmp_path)


def case_of(kit: Kit, exercise: Exercise | None = None) -> Any:
    """Return what the checks of texts look at."""
    return SimpleNamespace(kit=kit, exercise=exercise or kit.exercise(STEM))


def test_the_shipped_texts_are_whole(kit: Kit) -> None:
    """Nothing is found where nothing is wrong."""
    case = case_of(kit)

    assert [] == [*hint_faults(case), *readme_faults(case), *concept_faults(case)]


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        (("Move both.", "b", "c"), "the first hint ends with a question"),
        (("Why?", "b", "b"), "hint 3 is an earlier one again"),
        (
            ("Why?", "Write np.mean(error*x) for w.", "c"),
            "hint 2 gives away a line of the solution: np.mean(error * x)",
        ),
        (("Why?", "b", "return w − alpha * dj_dw, b − alpha * dj_db"), "hint 3 gives away a line"),
    ],
)
def test_hints(kit: Kit, hints: tuple[str, ...], message: str) -> None:
    """Hints ask first, go on, and hold no code of the solution."""
    exercise = replace(kit.exercise(STEM), hints=hints)
    faults = list(hint_faults(case_of(kit, exercise)))

    assert any(message in fault.message for fault in faults), faults


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("## By hand\n\nfine $a$ and $b", 3, "begins or ends without its other $"),
        ("## By hand\n\nfine\n$\\frac{1}{2$\n", 4, "braces do not match"),
        ("## By hand\n\n$$\\left( x $$\n", 3, "\\left and \\right do not match"),
        ("## By hand\n\n$$\\begin{a} x \\end{b}$$\n", 3, "\\begin and \\end do not match"),
        ("## By hand\n\n$ $\n", 3, "an empty formula"),
        ("# Task\n\nNothing else.\n", 1, "no worked example"),
    ],
)
def test_readme(kit: Kit, text: str, line: int, message: str) -> None:
    """A formula that is not whole is told with its line; a task without an example is told."""
    case = case_of(kit)
    case.exercise.readme.write_text(text, encoding="utf-8")
    (fault,) = readme_faults(case)

    assert message in fault.message
    assert line == fault.line


def test_code_is_no_formula(kit: Kit) -> None:
    """A dollar in code is a dollar."""
    case = case_of(kit)
    text = "## By hand\n\n`$HOME` and \\$5\n\n    echo $PATH\n\n```\n$x\n```\n"
    case.exercise.readme.write_text(text, encoding="utf-8")

    assert [] == list(readme_faults(case))


def test_concepts(kit: Kit) -> None:
    """A kit that has quizzes has one for each concept that an exercise names."""
    (kit.root / "quizzes").mkdir()
    for name in ("simultaneous-update", "update-rule"):
        (kit.root / "quizzes" / f"{name}.toml").touch()

    assert ["the kit has no concept assignment; add quizzes/assignment.toml"] == [
        fault.message for fault in concept_faults(case_of(kit))
    ]


def stating_case(kit: Kit) -> Any:
    """Return a case whose problem states a formula that no function of the exercise is."""
    return SimpleNamespace(
        kit=kit,
        exercise=kit.exercise(STEM),
        derivation=SimpleNamespace(functions={"hessian": None}),
        oracle=SimpleNamespace(procedures={}),
    )


def test_a_formula_without_a_reader(kit: Kit) -> None:
    """A stated formula is a declared function, or one that the procedures read by its name."""
    case = stating_case(kit)
    (fault,) = function_faults(case)
    case.exercise.procedures.write_text('"""Reads it."""\nNAME = "hessian"\n', encoding="utf-8")

    assert "hessian is stated here" in fault.message
    assert [] == list(function_faults(case))
