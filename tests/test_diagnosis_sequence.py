"""Updates that are not simultaneous: the order, the three kinds of evidence, and the lines."""

from __future__ import annotations

import os
import shutil
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.kit import find_kit
from grader.results import Evidence
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.kit import Exercise
    from grader.results import Diagnosis, Report

    Judge = Callable[..., Report]

KIT = find_kit(Path(__file__).resolve().parent.parent)
EXERCISE = KIT.exercise("ex03")
SEED = 21
SYMBOLS, NUMBERS, CALLS = Evidence.SYMBOLS, Evidence.NUMBERS, Evidence.CALLS

GRADIENT = """\
import numpy as np
def compute_gradient(x, y, w, b):
    e = w * x + b - y
    return np.mean(e * x), np.mean(e)
def update(x, y, w, b, alpha):
"""
FIRST_LINE = len(GRADIENT.splitlines()) + 1


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A function that judges a text by ex03 or another exercise."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))

        def run(text: str, exercise: Exercise = EXERCISE) -> Report:
            return check(exercise, text.encode(), path="mine.py", sandbox=sandbox, seed=SEED)

        yield run


def only(report: Report) -> Diagnosis:
    """Return the one diagnosis that a report has."""
    (diagnosis,) = report.diagnoses
    return diagnosis


# --- evidence -------------------------------------------------------------------------------------------

EVIDENCE = {
    "calls, traced": (
        """\
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b
""",
        (SYMBOLS, NUMBERS, CALLS),
    ),
    "no calls, traced": (
        """\
    w = w - alpha * np.mean((w * x + b - y) * x)
    b = b - alpha * np.mean(w * x + b - y)
    return w, b
""",
        (SYMBOLS, NUMBERS),
    ),
    "calls, not traced": (
        """\
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    if int(w) == 10**30:
        print("w is lost")
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b
""",
        (NUMBERS, CALLS),
    ),
    "no calls, not traced": (
        """\
    w = w - alpha * np.mean((w * x + b - y) * x)
    if int(w) == 10**30:
        print("w is lost")
    b = b - alpha * np.mean(w * x + b - y)
    return w, b
""",
        (NUMBERS,),
    ),
}


@pytest.mark.parametrize(("body", "evidence"), EVIDENCE.values(), ids=list(EVIDENCE))
def test_evidence_is_what_there_is(body: str, evidence: tuple[Evidence, ...], judge: Judge) -> None:
    """Numbers always show the order; symbols and calls are named as evidence where they can be had."""
    found = only(judge(GRADIENT + body))

    assert ("sequential-update", ("w", "b")) == (found.misconception, found.detail)
    assert evidence == found.evidence
    assert ("update",) == found.checks


def test_a_simultaneous_update_has_no_evidence_against_it(judge: Judge) -> None:
    """Calls at other points than the given one are no fault where the numbers are right."""
    body = """\
    dw, db = compute_gradient(x, y, w, b)
    new = w - alpha * dw
    compute_gradient(x, y, new, b)
    return new, b - alpha * db
"""
    report = judge(GRADIENT + body)

    assert report.max_points == report.points
    assert () == report.diagnoses


# --- lines ----------------------------------------------------------------------------------------------

#: Bodies of update, the order, and the lines of the body (from 1) that are pointed at.
STYLES = {
    "same names": (
        """\
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    return w, b
""",
        ("w", "b"),
        (1, 2),
    ),
    "other names": (
        """\
    slope = compute_gradient(x, y, w, b)[0]
    moved = w - alpha * slope
    slope = compute_gradient(x, y, moved, b)[1]
    return moved, b - alpha * slope
""",
        ("w", "b"),
        (2, 3),
    ),
    "b first": (
        """\
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    dw, _ = compute_gradient(x, y, w, b)
    w = w - alpha * dw
    return w, b
""",
        ("b", "w"),
        (1, 2),
    ),
    "augmented": (
        """\
    w -= alpha * compute_gradient(x, y, w, b)[0]
    b -= alpha * compute_gradient(x, y, w, b)[1]
    return w, b
""",
        ("w", "b"),
        (1, 2),
    ),
    "error kept": (
        """\
    error = w * x + b - y
    w = w - alpha * np.mean(error * x)
    error = w * x + b - y
    b = b - alpha * np.mean(error)
    return w, b
""",
        ("w", "b"),
        (2, 3),
    ),
    "a loop over samples": (
        """\
    total = 0
    for i in range(len(x)):
        total += (w * x[i] + b - y[i]) * x[i]
    w = w - alpha * total / len(x)
    total = 0
    for i in range(len(x)):
        total += w * x[i] + b - y[i]
    b = b - alpha * total / len(x)
    return w, b
""",
        ("w", "b"),
        (4, 7),
    ),
}


@pytest.mark.parametrize(("body", "order", "lines"), STYLES.values(), ids=list(STYLES))
def test_lines_are_those_of_the_mistake(
    body: str, order: tuple[str, ...], lines: tuple[int, ...], judge: Judge
) -> None:
    """Where the first parameter gets its new value, and where that value is read again."""
    found = only(judge(GRADIENT + body))

    assert ("sequential-update", order) == (found.misconception, found.detail)
    assert tuple(FIRST_LINE - 1 + line for line in lines) == found.lines


def test_formula_shows_the_point(judge: Judge) -> None:
    """What is computed is written with the point at which each partial derivative was taken."""
    found = only(judge(GRADIENT + STYLES["b first"][0]))

    assert ["b_new = b − α·∂J/∂b(w, b)", "w_new = w − α·∂J/∂w(w, b_new)"] == found.formula.splitlines()


# --- three parameters -----------------------------------------------------------------------------------

PROBLEM = '''\
"""A parabola through samples: J(w, b, c) = 1/(2m) Σ (c·xᵢ² + w·xᵢ + b − yᵢ)²."""

import sympy

from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i

w, b, c = sympy.symbols("w b c", real=True)
x, y = sympy.IndexedBase("x"), sympy.IndexedBase("y")

problem = supervised(
    prediction=c * x[i] ** 2 + w * x[i] + b, loss=(F - Y) ** 2 / 2, parameters=(w, b, c), target=y[i]
)
'''
SUITE = '''\
"""The hidden checks."""

import pytest

from grader.judge.suite import assert_matches


@pytest.mark.points(1)
def test_update(submission, oracle, probes):
    """The update moves all three."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe))
'''
TOML = """\
title = "Three at once"
summary = "One step for three parameters."
concepts = ["simultaneous-update"]
hints = ["One?", "Two?", "Three?"]

[shapes]
x = ["m"]
y = ["m"]
w = []
b = []
c = []

[roles]
rate = "alpha"

[[functions]]
name = "update"
computes = "update"
arguments = ["x", "y", "w", "b", "c", "alpha"]
returns = ["w", "b", "c"]
"""
STUB = '"""A stub."""\n\n\ndef update(x, y, w, b, c, alpha):\n    raise NotImplementedError\n'
SLOPES = {"w": "e(w, b, c) * x", "b": "e(w, b, c)", "c": "e(w, b, c) * x**2"}


@pytest.fixture(scope="module")
def parabola(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """An exercise with three scalar parameters."""
    root = tmp_path_factory.mktemp("three")
    for half, files in {
        "exercises": {"exercise.toml": TOML, "ex01.py": STUB, "README.md": "# Three\n"},
        "solutions": {"problem.py": PROBLEM, "test_hidden.py": SUITE, "ex01.py": STUB},
    }.items():
        folder = root / half / "ex01_three_at_once"
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(EXERCISE.examples, root / "exercises" / "ex01_three_at_once" / "test_examples.py")
    return find_kit(root).exercise("ex01")


def sequential(order: tuple[str, ...]) -> str:
    """Return an update of three parameters, one after the other."""
    lines = "".join(f"    {name} = {name} - alpha * np.mean({SLOPES[name]})\n" for name in order)
    return (
        "import numpy as np\n"
        "def update(x, y, w, b, c, alpha):\n"
        "    e = lambda w, b, c: c * x**2 + w * x + b - y\n"
        f"{lines}    return w, b, c\n"
    )


@pytest.mark.parametrize("order", list(permutations("wbc")), ids="".join)
def test_any_order_of_three_is_found(order: tuple[str, ...], judge: Judge, parabola: Exercise) -> None:
    """Which of three parameters was new for which gradient is found for each of the six orders."""
    found = only(judge(sequential(order), parabola))

    assert ("sequential-update", order) == (found.misconception, found.detail)
    assert (SYMBOLS, NUMBERS) == found.evidence


def test_three_at_once_are_right(judge: Judge, parabola: Exercise) -> None:
    """The same lines with all gradients taken first pass."""
    text = (
        "import numpy as np\n"
        "def update(x, y, w, b, c, alpha):\n"
        "    e = c * x**2 + w * x + b - y\n"
        "    return w - alpha * np.mean(e * x), b - alpha * np.mean(e), c - alpha * np.mean(e * x**2)\n"
    )
    report = judge(text, parabola)

    assert (1.0, ()) == (report.points, report.diagnoses)


@pytest.mark.parametrize(("late", "order"), [("b", ("w", "b")), ("c", ("w", "c"))])
def test_one_late_gradient_of_three_is_found(
    late: str, order: tuple[str, ...], judge: Judge, parabola: Exercise
) -> None:
    """Where only one gradient is late, the order says so: first w, then that one."""
    early = ({"b", "c"} - {late}).pop()
    text = (
        "import numpy as np\n"
        "def update(x, y, w, b, c, alpha):\n"
        "    e = lambda w, b, c: c * x**2 + w * x + b - y\n"
        f"    d = np.mean({SLOPES[early]})\n"
        f"    w = w - alpha * np.mean({SLOPES['w']})\n"
        f"    {late} = {late} - alpha * np.mean({SLOPES[late]})\n"
        f"    {early} = {early} - alpha * d\n"
        "    return w, b, c\n"
    )
    found = only(judge(text, parabola))

    assert "sequential-update" == found.misconception
    assert order == tuple(name for name in found.detail if name in order)
