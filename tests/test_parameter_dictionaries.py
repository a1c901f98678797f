"""All parameters in one dictionary: how it is asked for, compared, left alone, traced and diagnosed."""

from __future__ import annotations

import os
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.checking import check
from grader.judge.compare import mismatch
from grader.judge.oracle import Expected, Oracle
from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.probes import Probe, draw_probes
from grader.results import Evidence, Verdict
from grader.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.results import CheckResult, Report

    Judge = Callable[[str], Report]

EXERCISE = find_kit(Path(__file__).resolve().parent.parent).exercise("ex21")
NAMES = ("W1", "b1", "W2", "b2")
SEEDS = range(6)

FORWARD = """\
import numpy as np
def forward(X, params):
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
"""
GRADIENT = """\
def compute_gradient(X, y, params):
    a = np.tanh(X @ params["W1"] + params["b1"])
    e = (forward(X, params) - y) / len(y)
    back = np.outer(e, params["W2"]) * (1 - a**2)
    return {"W1": X.T @ back, "b1": back.sum(axis=0), "W2": a.T @ e, "b2": e.sum()}
"""
UPDATE = """\
def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    return {name: params[name] - alpha * g[name] for name in params}
"""


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep derivations in one cache for all test processes."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_CACHE", str(folder / "grader-cache"))
        yield


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """A function that judges a text by the exercise with two layers."""
    with Sandbox() as sandbox:
        yield lambda text: check(EXERCISE, text.encode(), path="mine.py", sandbox=sandbox, seed=21)


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    """The exercise's oracle."""
    return Oracle(EXERCISE, derivation_of(EXERCISE.problem))


def verdict_of(report: Report, name: str) -> CheckResult:
    """Return the check of a report that has this id."""
    return next(result for result in report.checks if result.id == name)


def named(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a report names, with the details."""
    return [(diagnosis.misconception, diagnosis.detail) for diagnosis in report.diagnoses]


# --- what is asked --------------------------------------------------------------------------------------


def test_a_dictionary_holds_what_is_not_handed_over_by_itself() -> None:
    """X, y and out are arguments or returned; all other shapes are entries, in their order."""
    assert NAMES == EXERCISE.entries
    assert NAMES == EXERCISE.function("update").returns == EXERCISE.function("compute_gradient").keys
    assert ("out",) == EXERCISE.function("forward").returns
    assert () == EXERCISE.function("forward").keys


def test_arguments_have_the_learners_shapes(oracle: Oracle) -> None:
    """The dictionary has arrays of the declared shapes, and a float where the shape is []."""
    probe = draw_probes(oracle.derivation, 1)[1]

    _, params = oracle.arguments(EXERCISE.function("forward"), probe)

    assert {"W1": (2, 3), "b1": (3,), "W2": (3,), "b2": ()} == {n: np.shape(v) for n, v in params.items()}
    assert isinstance(params["b2"], float)


def test_sizes_are_all_different(oracle: Oracle) -> None:
    """No probe hides an exchange of samples, features and hidden units by two of a size."""
    for seed in SEEDS:
        for probe in draw_probes(oracle.derivation, seed):
            assert 3 == len({probe.sizes["m"], probe.sizes["n"], probe.sizes["h"]}), probe


def test_no_unit_is_saturated(oracle: Oracle) -> None:
    """Hidden units stay where tanh bends, so that its derivative shows in every gradient."""
    for seed in SEEDS:
        for probe in draw_probes(oracle.derivation, seed).ordinary:
            scores = probe.values["X"] @ probe.values["W1"] + probe.values["b1"]

            assert 0.2 < np.max(1 - np.tanh(scores) ** 2), (seed, probe)
            assert np.max(np.abs(scores)) < 9, (seed, probe)


# --- the mathematics ------------------------------------------------------------------------------------


def test_the_gradient_is_generic_in_features_and_hidden_units(oracle: Oracle) -> None:
    """What SymPy derives equals central differences also for sizes that no probe has."""
    random = np.random.default_rng(5)
    sizes = {"m": 9, "n": 4, "h": 6}
    shapes = {"X": (9, 4), "y": (9,), "W1": (4, 6), "b1": (6,), "W2": (6,), "b2": ()}
    values = {name: random.normal(size=shape) * 0.5 for name, shape in shapes.items()}
    probe = Probe("random", values, sizes, 0.1, 1, "J")
    gradient = oracle.gradient(probe)
    step = float(np.finfo(float).eps ** (1 / 3))

    for name in NAMES:
        for place in np.ndindex(*shapes[name]):
            costs = []
            for sign in (1, -1):
                moved = np.array(values[name])
                moved[place] += sign * step
                costs.append(oracle.cost(probe.moved({name: moved})))

            assert np.asarray(gradient[name])[place] == pytest.approx(
                (costs[0] - costs[1]) / (2 * step), abs=1e-8
            )


def test_formulas_are_shown_with_the_tasks_own_names(oracle: Oracle) -> None:
    """Hidden units are a and outputs out, wherever they are what the task means by them."""
    model = oracle.derivation.costs["J"]
    wrong = {(c.misconceptions[0], c.detail): c.outputs for c in model.wrong_gradients}

    assert "1/m Σᵢ (1 − aᵢₚ²)·(outᵢ − yᵢ)·W2ₚ·Xᵢⱼ" == model.gradient["W1"].text
    assert "1/m Σᵢ (outᵢ − yᵢ)·W2ₚ" == wrong["missing-activation-derivative", ()]["b1"].text
    assert "1/m Σᵢ ((a·W2)ᵢ − yᵢ)" == wrong["missing-bias", ("b2",)]["b2"].text
    assert ("p", "j") == wrong["missing-transpose", ()]["W1"].free


# --- comparisons ----------------------------------------------------------------------------------------

ASKED = Expected(
    "f", ("W1", "b1", "b2"), (np.array([[1.0, 2.0]]), np.array([3.0, 4.0]), 0.5), ("W1", "b1", "b2")
)
RIGHT = {"W1": [[1.0, 2.0]], "b1": np.array([3.0, 4.0]), "b2": np.float64(0.5)}
SENTENCES = [
    (None, "The function returned None: is there a return?"),
    (
        ([[1.0, 2.0]], [3.0, 4.0], 0.5),
        "The task asks for a dictionary with the keys W1, b1 and b2, and a tuple of 3 was returned.",
    ),
    (
        {"dW1": [[1.0, 2.0]], "b1": [3.0, 4.0], "b2": 0.5},
        "The dictionary has no key 'W1'. There is 'dW1': is it meant?",
    ),
    ({"W1": [[1.0, 2.0]], "b1": [3.0, 4.0]}, "The dictionary has no key 'b2'."),
    ({**RIGHT, "cost": 1.0}, "The dictionary has the key 'cost', and asked are W1, b1 and b2 alone."),
    (
        {**RIGHT, "W1": [[1.0], [2.0]]},
        "The entry W1: an array of shape (1, 2) is asked, and an array of shape (2, 1) was returned.",
    ),
    ({**RIGHT, "b2": None}, "The entry b2: a number is asked, and None was returned."),
    ({**RIGHT, "b1": [3.0, np.nan]}, "The entry b1 is nan."),
    ({**RIGHT, "b1": [3.0, 5.0]}, "W1 and b2 are right."),
    ({**RIGHT, "b1": [3.0, 5.0], "b2": 0.0}, "W1 is right."),
    ({"W1": [[0.0, 2.0]], "b1": [3.0, 5.0], "b2": 0.0}, ""),
]


@pytest.mark.parametrize(("value", "sentence"), SENTENCES)
def test_the_first_difference_is_told(value: Any, sentence: str) -> None:
    """A dictionary is compared key by key, and the sentence says what is wrong, or what is right."""
    found = mismatch(value, ASKED)

    assert found is not None
    assert sentence == found.message


@pytest.mark.parametrize(
    "value", [RIGHT, dict(reversed(RIGHT.items())), {**RIGHT, "b2": np.array([0.5])}], ids=str
)
def test_what_may_be_returned(value: Any) -> None:
    """The order of the keys, and lists and arrays for entries, make no difference."""
    assert mismatch(value, ASKED) is None


def test_only_what_differs_is_shown() -> None:
    """Of a large dictionary a learner sees the entries that are wrong."""
    found = mismatch({**RIGHT, "b1": [3.0, 5.0]}, ASKED)

    assert found is not None
    assert ("{'b1': [3, 4]}", "{'b1': [3, 5]}") == (found.expected, found.actual)


# --- the caller's dictionary ----------------------------------------------------------------------------

CHANGES = {
    "array": ('params["b1"][0] = 0.25', "params['b1']"),
    "entry": ('params["b2"] = params["b2"] + 1', "params['b2']"),
    "new key": ('params["cache"] = 1.0', "params.keys()"),
    "array in a copy": ('copied["W2"] *= 2', "params['W2']"),
    "data": ("X[0, 0] = 0.25", "X"),
}


@pytest.mark.parametrize(("line", "what"), CHANGES.values(), ids=CHANGES)
def test_what_belongs_to_the_caller(line: str, what: str, judge: Judge) -> None:
    """A changed array, entry or key of the caller's dictionary is named, and the line pointed at."""
    update = f"""\
def update(X, y, params, alpha):
    g = compute_gradient(X, y, params)
    copied = params.copy()
    moved = {{name: params[name] - alpha * g[name] for name in params}}
    {line}
    return moved
"""
    report = judge(FORWARD + GRADIENT + update)

    message = verdict_of(report, "arguments").message
    assert f"update changed its argument {what}, which belongs to the caller." == message
    assert [("mutated-arguments", ())] == named(report)
    assert (len((FORWARD + GRADIENT).splitlines()) + 5,) == report.diagnoses[0].lines


# --- traces ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "update",
    [
        UPDATE,
        # A comparison of symbols opens branches, which are put together entry by entry.
        UPDATE.replace("    return", "    if alpha > 1:\n        print('large')\n    return"),
        UPDATE.replace("    return", "    for name in g:\n        g[name] = g[name] * 1.0\n    return"),
    ],
)
def test_dictionaries_are_proved(update: str, judge: Judge) -> None:
    """Symbols go in and come out under their keys, so that right code is right for every input."""
    report = judge(FORWARD + GRADIENT + update)

    assert report.points == report.max_points
    assert all(verdict_of(report, name).proved for name in ("forward", "gradient", "update"))


def test_a_right_answer_for_some_inputs_is_not_proved(judge: Judge) -> None:
    """A branch that is wrong, though no probe takes it, keeps the check from being called proved."""
    other = "    if alpha > 1000:\n        g['b2'] = g['b2'] + 1\n    return"
    report = judge(FORWARD + GRADIENT + UPDATE.replace("    return", other))

    assert (Verdict.PASSED, False) == (
        verdict_of(report, "update").verdict,
        verdict_of(report, "update").proved,
    )


# --- sequential updates ---------------------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(NAMES))[::3], ids=" ".join)
def test_every_order_is_found(order: tuple[str, ...], judge: Judge) -> None:
    """Whichever parameter moves first, the order comes out, with numbers, symbols and calls as evidence."""
    update = f"""\
def update(X, y, params, alpha):
    new = dict(params)
    for name in {order}:
        new[name] = new[name] - alpha * compute_gradient(X, y, new)[name]
    return new
"""
    report = judge(FORWARD + GRADIENT + update)

    assert [("sequential-update", order)] == named(report)
    assert (Evidence.SYMBOLS, Evidence.NUMBERS, Evidence.CALLS) == report.diagnoses[0].evidence


def test_layer_by_layer_points_at_the_second_gradient(judge: Judge) -> None:
    """The lines are where the first layer moves, and where the dictionary is handed over again."""
    update = """\
def update(X, y, params, alpha):
    new = dict(params)
    g = compute_gradient(X, y, new)
    new["W2"] = new["W2"] - alpha * g["W2"]
    new["b2"] = new["b2"] - alpha * g["b2"]
    g = compute_gradient(X, y, new)
    new["W1"] = new["W1"] - alpha * g["W1"]
    new["b1"] = new["b1"] - alpha * g["b1"]
    return new
"""
    before = len((FORWARD + GRADIENT).splitlines())
    (diagnosis,) = judge(FORWARD + GRADIENT + update).diagnoses

    assert ("W2", "b2", "W1", "b1") == diagnosis.detail
    assert (before + 4, before + 6) == diagnosis.lines
    assert ["W1_new", "b1_new"] == [line.split(" =")[0] for line in diagnosis.formula.splitlines()]


# --- one mistake costs once -----------------------------------------------------------------------------


def test_a_number_for_a_vector_follows_through(judge: Judge) -> None:
    """A sum without axis makes b1's slope one number; the update that subtracts it is right given that."""
    report = judge(FORWARD + GRADIENT.replace("back.sum(axis=0)", "back.sum()") + UPDATE)

    assert [("collapsed-features", ("b1",))] == named(report)
    assert verdict_of(report, "update").followed_through


def test_a_misshapen_gradient_is_not_blamed_on_the_update(judge: Judge) -> None:
    """An update that puts a transposed, doubled gradient into shape has no mistake of its own."""
    gradient = GRADIENT.replace("X.T @ back", "back.T @ X").replace("/ len(y)", "* 2 / len(y)")
    update = UPDATE.replace("    return", "    g['W1'] = g['W1'].T\n    return")

    assert {("doubled-gradient", ()), ("missing-transpose", ())} == set(
        named(judge(FORWARD + gradient + update))
    )


def test_the_learners_own_outputs_follow_through(judge: Judge) -> None:
    """A gradient that rests on a wrong forward, and is right for its outputs, loses nothing."""
    report = judge(FORWARD.replace(' + params["b2"]', "") + GRADIENT + UPDATE)

    assert [("missing-bias", ("b2",))] == named(report)
    assert verdict_of(report, "gradient").followed_through
