"""From a submission to verdicts and points: what stops a check, what follows through, what starts anew."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.checking import check
from grader.diagnosis.observed import numbers
from grader.feedback.as_json import to_json
from grader.judge import symbolic
from grader.kit import find_kit
from grader.results import Outcome, Verdict
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.kit import Exercise
    from grader.results import CheckResult, Report

    Judge = Callable[..., Report]

ROOT = Path(__file__).resolve().parent.parent
KIT = find_kit(ROOT)
EXERCISE = KIT.exercise("ex03")
SEED = 3

GRADIENT = """\
def compute_gradient(x, y, w, b):
    errors = [w * xi + b - yi for xi, yi in zip(x, y)]
    return sum(e * xi for e, xi in zip(errors, x)) / len(x), sum(errors) / len(x)
"""
SUMMED = GRADIENT.replace(" / len(x)", "")
UPDATE = """\
def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
"""
ASCENT = UPDATE.replace(" - alpha", " + alpha")


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


def by_id(report: Report) -> dict[str, CheckResult]:
    """Return a report's checks by their ids."""
    return {result.id: result for result in report.checks}


def verdicts(report: Report) -> dict[str, tuple[str, float]]:
    """Return the verdict and the points of each check."""
    return {result.id: (result.verdict.value, result.points) for result in report.checks}


# --- exists, callable, signature ------------------------------------------------------------------------

FIRST_DIFFERENCES = {
    "missing": (UPDATE, "The file defines no function compute_gradient."),
    "misspelt": (
        GRADIENT.replace("compute_gradient", "compute_gradeint") + UPDATE,
        "The file defines no function compute_gradient. There is a function compute_gradeint: is it meant?",
    ),
    "no function": (
        "compute_gradient = 3.0\n" + UPDATE,
        "compute_gradient is not a function but an object of type float.",
    ),
    "too few arguments": (
        "def compute_gradient(x, y):\n    return 0.5, 0.25\n" + UPDATE,
        "The task asks for compute_gradient(x, y, w, b); the file has compute_gradient(x, y).",
    ),
    "too many arguments": (
        "def compute_gradient(x, y, w, b, m):\n    return 0.5, 0.25\n" + UPDATE,
        "The task asks for compute_gradient(x, y, w, b); the file has compute_gradient(x, y, w, b, m).",
    ),
    "nothing returned": (
        "def compute_gradient(x, y, w, b):\n    pass\n" + UPDATE,
        "The function returned None: is there a return?",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), FIRST_DIFFERENCES.values(), ids=list(FIRST_DIFFERENCES))
def test_what_stops_a_function_is_told(text: str, sentence: str, judge: Judge) -> None:
    """A function that cannot be asked is a failed check, with one sentence on what is wrong."""
    result = by_id(judge(text))["gradient"]

    assert (Verdict.FAILED, 0.0) == (result.verdict, result.points)
    assert sentence == result.message


def test_further_arguments_with_defaults_are_welcome(judge: Judge) -> None:
    """A function may take more than is passed, if the rest has defaults."""
    text = GRADIENT.replace("w, b)", "w, b, verbose=False, *rest, **options)", 1) + UPDATE

    assert Outcome.PASSED == judge(text).outcome


def test_a_raised_error_is_told_by_line(judge: Judge) -> None:
    """An exception of the learner's is ERRORED, with its line and its own words."""
    result = by_id(judge(GRADIENT + "def update(x, y, w, b, alpha):\n    return w[0], b\n"))["update"]

    assert Verdict.ERRORED == result.verdict
    assert "update raised TypeError in line 5: 'float' object is not subscriptable" == result.message
    assert result.probe is not None
    assert result.probe.startswith("update(x=[")


# --- one mistake, one loss ------------------------------------------------------------------------------


def test_a_mistake_in_the_gradient_costs_once(judge: Judge) -> None:
    """An update is judged given the file's own gradient, and says that it was."""
    report = judge(SUMMED + UPDATE)

    assert {
        "gradient": ("failed", 0.0),
        "update": ("passed", 4.0),
        "arguments": ("skipped", 0.0),
        "descent": ("skipped", 0.0),
    } == verdicts(report)
    assert by_id(report)["update"].followed_through
    assert not by_id(report)["update"].proved
    assert ["missing-mean"] == [diagnosis.misconception for diagnosis in report.diagnoses]


def test_a_mistake_in_the_update_costs_once(judge: Judge) -> None:
    """The gradient keeps its points, and its proof."""
    report = judge(GRADIENT + ASCENT)

    assert ("passed", 4.0) == verdicts(report)["gradient"]
    assert by_id(report)["gradient"].proved
    assert ("failed", 0.0) == verdicts(report)["update"]


def test_two_mistakes_cost_twice(judge: Judge) -> None:
    """Following through forgives the gradient's mistake, not the update's own."""
    report = judge(SUMMED + ASCENT)

    assert 0.0 == report.points
    assert {"missing-mean", "gradient-ascent"} == {found.misconception for found in report.diagnoses}


def test_a_mistake_is_followed_through_a_descent(judge: Judge) -> None:
    """In ex05 one wrong gradient costs the gradient's points and those of the checks that need it."""
    exercise = KIT.exercise("ex05")
    text = exercise.reference.read_text(encoding="utf-8").replace("X.T @ error / len(y)", "X.T @ error")
    report = judge(text, exercise)

    assert ("failed", 0.0) == verdicts(report)["gradient"]
    assert ("passed", 2.0) == verdicts(report)["update"]
    assert ("passed", 3.0) == verdicts(report)["gradient_descent"]
    assert ("skipped", 0.0) == verdicts(report)["arguments"]


def test_a_check_waits_for_what_it_needs(judge: Judge) -> None:
    """A check behind a failed one is skipped, and says what it waits for."""
    report = judge(GRADIENT + ASCENT)

    assert (Verdict.SKIPPED, "Skipped until update passes.") == (
        by_id(report)["arguments"].verdict,
        by_id(report)["arguments"].message,
    )


def test_a_check_that_follows_waits_for_values(judge: Judge) -> None:
    """The update is not asked where the gradient that it builds on came to no value at all."""
    report = judge("def compute_gradient(x, y, w, b):\n    raise ValueError\n" + UPDATE)

    assert ("errored", 0.0) == verdicts(report)["gradient"]
    assert (Verdict.SKIPPED, "Skipped until gradient gives values.") == (
        by_id(report)["update"].verdict,
        by_id(report)["update"].message,
    )


# --- what ends a worker ---------------------------------------------------------------------------------

ENDINGS = {
    "endless loop": ("while True: pass", Verdict.TIMED_OUT),
    "exit": ("import os; os._exit(0)", Verdict.ERRORED),
    "memory": ("return [0.0] * 10**9", Verdict.OUT_OF_MEMORY),
    "crash": ("import ctypes; ctypes.string_at(0)", Verdict.ERRORED),
}


def impatient(short: str) -> Exercise:
    """Return an exercise that gives a call half a second, so that a test of endless ones does not last."""
    exercise = KIT.exercise(short)
    return replace(exercise, limits=replace(exercise.limits, cpu_seconds_per_call=0.5))


@pytest.mark.parametrize(("line", "verdict"), ENDINGS.values(), ids=list(ENDINGS))
def test_the_end_of_a_worker_costs_only_its_check(line: str, verdict: Verdict, judge: Judge) -> None:
    """Whatever ends the process in update leaves the gradient's points, checked in a process before."""
    report = judge(GRADIENT + f"def update(x, y, w, b, alpha):\n    {line}\n", impatient("ex03"))

    assert ("passed", 4.0) == verdicts(report)["gradient"]
    assert (verdict, 0.0) == (by_id(report)["update"].verdict, by_id(report)["update"].points)


def test_a_fresh_worker_asks_the_next_function(judge: Judge) -> None:
    """After the end of one process the next check is run in another: ex02's gradient keeps its points."""
    text = "def compute_cost(x, y, w, b):\n    while True: pass\n" + GRADIENT
    report = judge(text, impatient("ex02"))

    assert ("timed-out", 0.0) == verdicts(report)["cost"]
    assert ("passed", 5.0) == verdicts(report)["gradient"]
    assert Outcome.TIMED_OUT == report.outcome


SHOUT = """
import os


def update(x, y, w, b, alpha):
    for handle in range(3, 64):
        try:
            os.write(handle, b"x" * 64)
        except OSError:
            pass
    return w, b
"""


FORGE = """
import json, os, struct, time

calls = 1


def compute_gradient(x, y, w, b):
    global calls
    calls += 1
    text = json.dumps({"id": calls, "status": "returned", "value": {"t": [1.0, 2.0]}}).encode()
    os.write(4, struct.pack("<II", len(text), 0) + text)
    time.sleep(PAUSE)
    return 0.0, 0.0
"""


def test_forged_reply_is_found_at_the_same_check(judge: Judge) -> None:
    """Whether the true reply comes with the forged one or after it, the report says the same."""
    reports = [judge(FORGE.replace("PAUSE", pause)) for pause in ("0.0", "0.1")]
    checks = [[replace(check, message="") for check in report.checks] for report in reports]

    assert Verdict.TAMPERED == by_id(reports[1])["gradient"].verdict
    assert checks[0] == checks[1]


def test_tampering_zeroes_all_points(judge: Judge) -> None:
    """A right gradient earns nothing in a file that writes to the judge's channel."""
    report = judge(GRADIENT + SHOUT)

    assert (Outcome.TAMPERED, 0.0, 0.0) == (report.outcome, report.points, report.score)
    assert Verdict.TAMPERED == by_id(report)["update"].verdict
    assert Verdict.SKIPPED == by_id(report)["descent"].verdict


def test_a_file_that_cannot_run_fails_as_a_whole(judge: Judge) -> None:
    """A syntax error is said once, no check is run, and nothing is diagnosed."""
    report = judge("def compute_gradient(x, y, w, b)\n    return 1\n")

    assert Outcome.ERRORED == report.outcome
    assert {Verdict.SKIPPED} == {result.verdict for result in report.checks}
    assert "SyntaxError" in report.message
    assert () == report.diagnoses


# --- feedback policies ----------------------------------------------------------------------------------


def under(policy: str, folder: Path) -> Exercise:
    """Return ex03 in a kit of this feedback policy."""
    for half, source in (("exercises", EXERCISE.folder), ("solutions", EXERCISE.solution_folder)):
        shutil.copytree(source, folder / half / EXERCISE.stem)
    (folder / "kit.toml").write_text(f'feedback = "{policy}"\n', encoding="utf-8")
    return find_kit(folder).exercise("ex03")


@pytest.mark.parametrize(
    ("policy", "hidden"),
    [
        ("full", ()),
        ("input", ("expected",)),
        ("verdict", ("expected", "actual", "probe", "message")),
    ],
)
def test_policy_hides(policy: str, hidden: tuple[str, ...], judge: Judge, tmp_path: Path) -> None:
    """What the kit's policy hides is nowhere in the report, the rest is there."""
    shown = by_id(judge(GRADIENT + ASCENT))["update"]
    report = judge(GRADIENT + ASCENT, under(policy, tmp_path))
    result = by_id(report)["update"]

    assert None not in (shown.expected, shown.actual, shown.probe)
    for name in ("expected", "actual", "probe", "message"):
        wanted = ("" if name == "message" else None) if name in hidden else getattr(shown, name)
        assert wanted == getattr(result, name), name
    text = to_json(report)
    assert ("expected" in hidden) == (json.dumps(shown.expected) not in text)
    assert ("actual" in hidden) == (json.dumps(shown.actual) not in text)
    assert (policy == "verdict") == (() == report.diagnoses)
    assert (Outcome.FAILED, 4.0) == (report.outcome, report.points)


MUTATING = GRADIENT.replace("    errors", "    x[0] = x[0] + 1\n    errors") + UPDATE


@pytest.mark.parametrize("policy", ["input", "verdict"])
@pytest.mark.parametrize("text", [GRADIENT + ASCENT, SUMMED + ASCENT, MUTATING], ids=["up", "two", "changed"])
def test_no_expected_number_is_told(policy: str, text: str, judge: Judge, tmp_path: Path) -> None:
    """Where the policy hides it, no expected value is anywhere in the JSON, however a check has failed."""
    expected = {result.expected for result in judge(text).checks if result.expected}
    told = to_json(judge(text, under(policy, tmp_path)))

    assert expected
    assert [] == [value for value in expected if value in told]


# --- several exercises in one process -------------------------------------------------------------------


def test_suites_do_not_mix(judge: Judge) -> None:
    """Exercises that are judged in turn by one process each get their own suite, again and again."""
    wanted = {"ex01": ["gradient", "update", "descent"], "ex02": ["cost", "gradient", "arguments"]}
    for name in ("ex01", "ex02", "ex01", "ex02"):
        exercise = KIT.exercise(name)
        report = judge(exercise.reference.read_text(encoding="utf-8"), exercise)

        assert (Outcome.PASSED, exercise.stem) == (report.outcome, report.exercise)
        assert wanted[name] == [result.id for result in report.checks]


def test_many_numbers_do_not_hold_the_judge(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A returned array that is far too large is neither made exact nor compared with every formula."""
    made_exact = []
    monkeypatch.setattr(symbolic, "meant_by", made_exact.append)
    text = "import numpy as np\n\ndef compute_gradient(x, y, w, b):\n    return 0.0, np.zeros(200_000)\n\n"

    report = judge(text + UPDATE)

    assert ("failed", 0.0) == verdicts(report)["gradient"]
    assert len(made_exact) < 100
    assert numbers((0.0, np.zeros(200_000)), 2) is None
