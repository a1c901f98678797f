"""What numbers prove is named, two at once as well; what they do not prove has no name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.checking import check
from grader.kit import find_kit
from grader.maths.misconceptions import CATALOGUE
from grader.results import Evidence, Verdict
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.results import Report

    Judge = Callable[..., Report]

KIT = find_kit(Path(__file__).resolve().parent.parent)
SEED = 8

HEAD = "import numpy as np\ndef compute_gradient(x, y, w, b):\n"
RIGHT_GRADIENT = "    e = w * x + b - y\n    return np.mean(e * x), np.mean(e)\n"
UPDATE_HEAD = "def update(x, y, w, b, alpha):\n"
RIGHT_UPDATE = "    dw, db = compute_gradient(x, y, w, b)\n    return w - alpha * dw, b - alpha * db\n"


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A function that judges the bodies of ex03's two functions."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch, Sandbox() as sandbox:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))

        def run(gradient: str = RIGHT_GRADIENT, update: str = RIGHT_UPDATE, seed: int = SEED) -> Report:
            text = HEAD + gradient + UPDATE_HEAD + update
            return check(KIT.exercise("ex03"), text.encode(), path="mine.py", sandbox=sandbox, seed=seed)

        yield run


def named(report: Report) -> set[str]:
    """Return the ids of what was named."""
    return {diagnosis.misconception for diagnosis in report.diagnoses}


# --- two at once ----------------------------------------------------------------------------------------

PAIRS = {
    "in one gradient": (
        "    e = w * x - y\n    return np.sum(e * x), np.sum(e)\n",
        RIGHT_UPDATE,
        {"missing-mean", "missing-bias"},
    ),
    "in gradient and order of returning": (
        "    e = w * x + b - y\n    return np.sum(e), np.sum(e * x)\n",
        RIGHT_UPDATE,
        {"missing-mean", "swapped-return"},
    ),
    "in gradient and update": (
        "    e = y - (w * x + b)\n    return np.mean(e * x), np.mean(e)\n",
        "    w = w - alpha * compute_gradient(x, y, w, b)[0]\n"
        "    b = b - alpha * compute_gradient(x, y, w, b)[1]\n"
        "    return w, b\n",
        {"flipped-residual", "sequential-update"},
    ),
    "in one update": (
        RIGHT_GRADIENT,
        "    w = w + alpha * compute_gradient(x, y, w, b)[0]\n"
        "    b = b + alpha * compute_gradient(x, y, w, b)[1]\n"
        "    return w, b\n",
        {"gradient-ascent", "sequential-update"},
    ),
}


@pytest.mark.parametrize(("gradient", "update", "names"), PAIRS.values(), ids=list(PAIRS))
def test_two_at_once_are_two(gradient: str, update: str, names: set[str], judge: Judge) -> None:
    """Two mistakes are named as two, wherever they are."""
    assert names == named(judge(gradient, update))


def test_one_mistake_in_two_functions_is_named_once(judge: Judge) -> None:
    """An update with the gradient's own mistake written out again adds no second name."""
    report = judge(
        "    e = w * x + b - y\n    return np.sum(e * x), np.sum(e)\n",
        "    e = w * x + b - y\n    return w - alpha * np.sum(e * x), b - alpha * np.sum(e)\n",
    )

    assert ["missing-mean"] == [diagnosis.misconception for diagnosis in report.diagnoses]


# --- nothing proved -------------------------------------------------------------------------------------

NAMELESS = {
    "a median": "    e = w * x + b - y\n    return np.median(e * x), np.median(e)\n",
    "another power": "    e = w * x + b - y\n    return np.mean(e * x**3), np.mean(e)\n",
    "nearly right": "    e = w * x + b - y\n    return np.mean(e * x) * 1.01, np.mean(e)\n",
    "right in one part": "    e = w * x + b - y\n    return np.mean(e * x), np.mean(e) + 1\n",
    "random": "    return np.random.rand(), np.random.rand()\n",
    "nan": "    return np.nan, np.nan\n",
    "three values": "    e = w * x + b - y\n    return np.mean(e * x), np.mean(e), 0.0\n",
    "three mistakes": "    e = y - w * x\n    return 2 * np.sum(e * x), 2 * np.sum(e)\n",
}


@pytest.mark.parametrize("gradient", NAMELESS.values(), ids=list(NAMELESS))
def test_what_nothing_explains_has_no_name(gradient: str, judge: Judge) -> None:
    """A gradient that no misconception reproduces is failed, with its numbers and no name."""
    report = judge(gradient)

    assert Verdict.FAILED == report.checks[0].verdict
    assert set() == named(report)
    assert report.checks[0].actual is not None


def test_a_coincidence_on_one_probe_is_no_proof(judge: Judge) -> None:
    """A mistake that is only made for two samples is not named after what it does there."""
    gradient = (
        "    e = w * x + b - y\n"
        "    if len(x) == 2:\n        return np.sum(e * x), np.sum(e)\n"
        "    return np.mean(e * x) + 1, np.mean(e)\n"
    )

    assert set() == named(judge(gradient))


# --- difference quotients -------------------------------------------------------------------------------

COST = "    def J(w, b):\n        return np.mean((w * x + b - y) ** 2) / 2\n"
CENTRAL = (
    COST + "    h = {h}\n"
    "    return (J(w + h, b) - J(w - h, b)) / (2 * h), (J(w, b + h) - J(w, b - h)) / (2 * h)\n"
)
FORWARD = COST + "    h = {h}\n    return (J(w + h, b) - J(w, b)) / h, (J(w, b + h) - J(w, b)) / h\n"


@pytest.mark.parametrize("seed", [5, 8, 12])
@pytest.mark.parametrize("h", ["1e-1", "1e-2", "1e-3", "1e-4", "1e-5", "1e-6"])
def test_central_difference_is_named(h: str, seed: int, judge: Judge) -> None:
    """A central difference earns no points for the gradient, whatever step is taken, and is named."""
    report = judge(CENTRAL.format(h=h), seed=seed)

    assert (Verdict.FAILED, 0.0) == (report.checks[0].verdict, report.checks[0].points)
    assert {"difference-quotient"} == named(report)


@pytest.mark.parametrize("h", ["1e-1", "1e-3", "1e-5", "-1e-4"])
def test_forward_difference_is_named(h: str, judge: Judge) -> None:
    """A forward or backward difference earns no points for the gradient, and is named."""
    report = judge(FORWARD.format(h=h))

    assert (Verdict.FAILED, 0.0) == (report.checks[0].verdict, report.checks[0].points)
    assert {"difference-quotient"} == named(report)


def test_single_precision_is_right(judge: Judge) -> None:
    """A gradient that is worked out in float32 passes."""
    report = judge("    x, y = x.astype(np.float32), y.astype(np.float32)\n" + RIGHT_GRADIENT)

    assert Verdict.PASSED == report.checks[0].verdict
    assert "difference-quotient" not in named(report)


@pytest.mark.parametrize("factor", ["1.01", "0.995"])
def test_single_precision_is_no_difference_quotient(factor: str, judge: Judge) -> None:
    """Numbers in float32 that are a little wrong are failed, and not taken for a quotient."""
    gradient = f"    x, y = x.astype(np.float32), y.astype(np.float32)\n    x = x * np.float32({factor})\n"
    report = judge(gradient + RIGHT_GRADIENT)

    assert Verdict.FAILED == report.checks[0].verdict
    assert "difference-quotient" not in named(report)


# --- what is said ---------------------------------------------------------------------------------------


def test_a_diagnosis_says_all(judge: Judge) -> None:
    """A diagnosis has the catalogue's words, the formula, the line, the checks and the evidence."""
    report = judge("    e = w * x + b - y\n    return np.sum(e * x), np.sum(e)\n")
    (found,) = report.diagnoses
    entry = CATALOGUE["missing-mean"]

    assert (entry.title, entry.question, entry.concept) == (found.title, found.question, found.concept)
    assert ("∂J/∂w = Σᵢ (w·xᵢ + b − yᵢ)·xᵢ\n∂J/∂b = Σᵢ (w·xᵢ + b − yᵢ)", (4,)) == (found.formula, found.lines)
    assert (("gradient",), (Evidence.SYMBOLS, Evidence.NUMBERS)) == (found.checks, found.evidence)
