"""Wrong submissions are made from formulas: their code computes what the formulas say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.authoring.code import array_source, replaced, source_of
from grader.authoring.submissions import wrong_submissions
from grader.authoring.wrong import candidates_of, of_candidate
from grader.judge.oracle import Oracle
from grader.kit import find_kit
from grader.maths.cache import derivation_of
from grader.maths.formula import Formula
from grader.maths.probes import draw_probes

if TYPE_CHECKING:
    from grader.authoring.wrong import WrongSubmission

KIT = find_kit(Path(__file__).resolve().parent.parent)
SEED = 3


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep derivations for this run alone."""
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path_factory.getbasetemp() / "grader-cache"))


def oracle_of(stem: str) -> Oracle:
    """Return the oracle of a shipped exercise."""
    exercise = KIT.exercise(stem)
    return Oracle(exercise, derivation_of(exercise.problem))


def made(stem: str) -> list[WrongSubmission]:
    """Return the wrong submissions of a shipped exercise."""
    oracle = oracle_of(stem)
    return wrong_submissions(oracle, draw_probes(oracle.derivation, SEED).ordinary)


def called(source: str, function: str, arguments: list[Any]) -> Any:
    """Return what a function of a file returns."""
    names: dict[str, Any] = {}
    exec(source, names)
    return names[function](*arguments)


@pytest.mark.parametrize("stem", ["ex01", "ex02", "ex04", "ex07"])
def test_candidates_compute_their_formulas(stem: str) -> None:
    """Code made from a candidate gives the numbers that its formulas give, on every probe."""
    oracle = oracle_of(stem)
    reference = oracle.exercise.reference.read_text(encoding="utf-8")
    for function in oracle.exercise.functions:
        for candidate in candidates_of(oracle.derivation, function):
            wrong = of_candidate(oracle.exercise, oracle.derivation, function, candidate, reference)
            for probe in draw_probes(oracle.derivation, SEED).ordinary[::2]:
                answer = called(wrong.source, function.name, oracle.arguments(function, probe))
                parts = answer if len(function.returns) > 1 else (answer,)
                for name, part in zip(function.returns, parts, strict=True):
                    expected = candidate.outputs[name].evaluate(probe.values, probe.sizes)

                    np.testing.assert_allclose(
                        np.ravel(part), np.ravel(expected), rtol=1e-9, err_msg=wrong.label
                    )


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (["number", -1, 2], "(-1 / 2)"),
        (["add", ["symbol", "w"], ["number", 3, 1]], "(value_w + (3))"),
        (["element", "X", ["index", "i"], ["number", 1, 1]], "value_X[at_i, (1) - 1]"),
        (["pow", ["symbol", "m"], ["number", -1, 1]], "(size_m ** (-1))"),
        (["call", "sigmoid", ["symbol", "b"]], "sigmoid_of(value_b)"),
        (
            ["sum", ["index", "i"], "i", ["number", 2, 1], ["symbol", "m"]],
            "sum((at_i + 1) for at_i in range((2) - 1, size_m))",
        ),
        (["delta", ["index", "j"], ["number", 1, 1]], "float((at_j + 1) == (1))"),
    ],
)
def test_source_of(tree: list[Any], expected: str) -> None:
    """Each kind of node is a Python expression of its own."""
    assert expected == source_of(tree)


def test_array_source() -> None:
    """Free indices become comprehensions, a stack an array of its components."""
    element = ["element", "x", ["index", "j"]]

    assert "np.array([value_x[at_j] for at_j in range(size_n)])" == array_source(Formula(element, ("j",)))
    assert "np.array([(1), (2)])" == array_source(
        Formula(["stack", "j", ["number", 1, 1], ["number", 2, 1]], ("j",))
    )


def test_replaced() -> None:
    """A function is taken out with its decorators, and the new one comes at the end."""
    source = "def keep():\n    return 1\n\n\n@staticmethod\ndef change():\n    return 2\n"
    text = replaced(source, {"change": "def change():\n    return 3\n"})

    assert "return 2" not in text
    assert "staticmethod" not in text
    assert (1, 3) == (called(text, "keep", []), called(text, "change", []))


def test_every_kind_of_mistake_is_made() -> None:
    """Formulas, rules, orders, loops and what surrounds a function all give wrong submissions."""
    ids = {wrong.misconceptions[0] for wrong in made("ex05")}

    assert {
        "missing-mean",
        "gradient-ascent",
        "hard-coded-alpha",
        "sequential-update",
        "updated-one-parameter",
        "swapped-gradients",
        "extra-step",
        "stale-gradient",
        "cost-recorded-late",
        "printed-not-returned",
        "mutated-arguments",
        "swapped-return",
    } <= ids


def test_orders_of_two_parameters() -> None:
    """Each order of updates has a wrong submission that knows its detail."""
    orders = {wrong.detail for wrong in made("ex03") if wrong.misconceptions == ("sequential-update",)}

    assert {("w", "b"), ("b", "w")} == orders


def test_a_given_gradient_knows_no_order() -> None:
    """Where the gradient is an argument, nothing can be taken at a point that has moved."""
    ids = {wrong.misconceptions[0] for wrong in made("ex06")}

    assert "sequential-update" not in ids
    assert {"gradient-ascent", "restarted-each-step"} <= ids
