"""Computed values of concepts: the oracle's numbers, exactly, and what each mistake makes of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from grader.kit import find_kit
from grader.quiz.expressions import ExpressionError
from grader.quiz.source import OracleCall
from grader.quiz.values import Namespace
from grader.quiz.workshop import Workshop

F = Fraction
LINE = {"x": (F(1), F(2), F(3)), "y": (F(2), F(4), F(6)), "w": F(0), "b": F(0), "alpha": F(1, 10)}


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    """The oracles of the kit's exercises."""
    return Workshop(find_kit())


def names(workshop: Workshop, given: dict[str, Any], problem: str = "ex03", **calls: Any) -> Namespace:
    """Return a namespace with calls of the oracle."""
    computed = {
        name: OracleCall.model_validate(call) if isinstance(call, dict) else call
        for name, call in calls.items()
    }
    return Namespace(given, computed, workshop.oracle, problem)


def test_reference_step(workshop: Workshop) -> None:
    """One step on y = 2x, simultaneous and w first, is exactly what the inventory lists."""
    space = names(
        workshop,
        LINE,
        right={"compute": "update"},
        wrong={"compute": "update", "mistake": "sequential-update", "detail": ["w", "b"]},
    )

    assert {"w": F(14, 15), "b": F(2, 5)} == space.lookup("right")
    assert {"w": F(14, 15), "b": F(16, 75)} == space.lookup("wrong")


def test_reference_descent(workshop: Workshop) -> None:
    """A thousand steps end where the inventory says, simultaneous and w first."""
    long = {"compute": "path", "steps": 1000, "at": {"alpha": "0.01"}}
    space = names(
        workshop, LINE, right=long, wrong=long | {"mistake": "sequential-update", "detail": ["w", "b"]}
    )
    found = [
        [round(float(space.number(f"{name}[1000].{p}")), 8) for p in "wb"] for name in ("right", "wrong")
    ]

    assert [[1.90259238, 0.22143042], [1.90723196, 0.21084215]] == found


@pytest.mark.parametrize(("alpha", "cost"), [("0.001", 3.1280), ("0.01", 0.030833), ("0.1", 0.0035561)])
def test_reference_costs(workshop: Workshop, alpha: str, cost: float) -> None:
    """The cost falls from 9.3333 to the figures of the inventory, which are those after 99 steps."""
    space = names(workshop, LINE, costs={"compute": "costs", "steps": 100, "at": {"alpha": alpha}})

    assert F(28, 3) == space.value("costs[0]")
    assert cost == pytest.approx(float(space.number("costs[99]")), rel=5e-5)


def test_diverging_costs(workshop: Workshop) -> None:
    """A path that diverges is followed as far as floats go."""
    space = names(workshop, LINE, costs={"compute": "costs", "steps": 100, "at": {"alpha": 1}})

    assert 1.54e131 == pytest.approx(float(space.number("costs[99]")), rel=5e-3)


def test_parabola(workshop: Workshop) -> None:
    """On the parabola w becomes 0.8 w, exactly for as many steps as are asked."""
    space = names(
        workshop,
        {"w": F(4), "alpha": F(1, 10)},
        "ex01",
        path={"compute": "path", "steps": 50},
        end="path[50].w",
    )

    assert [F(4), F(16, 5), F(64, 25)] == [space.value(f"path[{k}].w") for k in range(3)]
    assert 4 * F(4, 5) ** 50 == space.value("end")


def test_two_valleys(workshop: Workshop) -> None:
    """Each start of the inventory ends in its own valley."""
    ends = []
    for start in ("2.2", "-2.2", "0.1", "0.13"):
        call = {"compute": "path", "steps": 1000}
        space = names(workshop, {"x": F(start), "alpha": F(1, 100)}, "ex11", path=call)
        ends.append(round(float(space.number("path[1000].x")), 6))

    assert [1.514483, -1.640279, -1.640279, 1.514483] == ends


def test_functions_and_vectors(workshop: Workshop) -> None:
    """Momentum's update is a function of vectors; a vector cost is descended coordinate by coordinate."""
    momentum = names(
        workshop,
        {
            "theta": (F(1), F(2)),
            "velocity": (F(0), F(1)),
            "gradient": (F(2), F(4)),
            "alpha": F(1, 10),
            "beta": F(9, 10),
        },
        "ex15",
        new={"compute": "function"},
        damp={"compute": "function", "mistake": "dampened-momentum"},
    )
    narrow = names(
        workshop,
        {"w": (F(1), F(1)), "alpha": F(1, 20)},
        "ex06",
        step={"compute": "update", "cost": "narrow bowl"},
    )

    assert (F(2), F(49, 10)) == momentum.value("new.velocity")
    assert (F(1, 5), F(13, 10)) == momentum.value("damp.velocity")
    assert (F(19, 20), F(1, 2)) == narrow.value("step.w")


def test_two_mistakes_at_once(workshop: Workshop) -> None:
    """A wrong gradient and a wrong rule go together as they do in a diagnosis."""
    both = ["missing-mean", "gradient-ascent"]
    space = names(workshop, LINE, both={"compute": "update", "mistake": both}, one={"compute": "gradient"})

    assert 3 * F(1, 10) * space.value("one.w") == space.value("both.w")


@pytest.mark.parametrize(
    ("mistake", "w", "b"),
    [
        ("gradient-ascent", F(-14, 15), F(-2, 5)),
        ("ignored-alpha", F(28, 3), F(4)),
        ("swapped-gradients", F(2, 5), F(14, 15)),
        ("updated-one-parameter", F(14, 15), F(0)),
        ("alpha-on-one-parameter", F(14, 15), F(4)),
        ("double-step", F(28, 15), F(4, 5)),
        ("missing-mean", F(14, 5), F(6, 5)),
    ],
)
def test_mistaken_steps(workshop: Workshop, mistake: str, w: Fraction, b: Fraction) -> None:
    """A mistake's step is what its rule or its gradient gives."""
    space = names(workshop, LINE, wrong={"compute": "update", "mistake": mistake})

    assert {"w": w, "b": b} == space.lookup("wrong")


def test_variant_of_the_gradient_in_a_step(workshop: Workshop) -> None:
    """A variant of a mistake in the gradient is chosen there and not among the rules of the step."""
    wrong = {"compute": "update", "mistake": "dropped-sample", "detail": ["1"]}
    space = names(workshop, LINE, wrong=wrong)

    assert {"w": F(1, 2), "b": F(3, 10)} == space.lookup("wrong")


def test_exact_equals_judged(workshop: Workshop) -> None:
    """For every wrong gradient of every exercise with a cost the exact value is the judge's float."""
    differing = []
    for stem in workshop.kit.stems:
        oracle = workshop.oracle(stem[:4])
        for model in oracle.derivation.costs.values():
            for candidate in model.wrong_gradients:
                differing += [
                    (stem, candidate.misconceptions)
                    for name, formula in candidate.outputs.items()
                    if not _agrees(oracle, model, formula)
                ]

    assert [] == differing


def _agrees(oracle: Any, model: Any, formula: Any) -> bool:
    from random import Random

    from grader.maths.points import exact_values
    from grader.quiz.oracle import evaluate

    quantities = (*oracle.derivation.data, *oracle.derivation.parameters)
    sizes = {"m": 3, "n": model.n_features or 2, "h": 2}
    values = exact_values(quantities, sizes, Random(4), bits=3)
    exact = np.asarray(evaluate(formula, values, sizes), dtype=object).astype(float)
    with np.errstate(all="ignore"):
        floats = {name: np.asarray(value, dtype=object).astype(float)[()] for name, value in values.items()}
        judged = np.asarray(formula.evaluate(floats, sizes), dtype=float)
    return bool(np.allclose(exact, judged, rtol=1e-9, atol=1e-9))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"compute": "update", "problem": "ex99"}, "There is no exercise “ex99”"),
        ({"compute": "function"}, "states no functions"),
        ({"compute": "update", "at": {"z": 1}}, "has no argument “z”"),
        (
            {"compute": "update", "mistake": "missing-activation-derivative"},
            "changes nothing in the gradient",
        ),
        (
            {"compute": "update", "mistake": "sequential-update", "detail": ["w", "w"]},
            "an order of w, b is needed",
        ),
        ({"compute": "path", "steps": "1/2"}, "a whole number of steps"),
        ({"compute": "path", "steps": 10**9}, "between 0 and"),
        ({"compute": "update", "at": {"x": [1, 2]}}, "along m"),
        ({"compute": "update", "at": {"x": [[1], [2, 3]]}}, "different lengths"),
        ({"compute": "update", "at": {"w": "nothing"}}, "unknown “nothing”"),
        ({"compute": "cost", "cost": "K"}, "has no cost “K”"),
    ],
)
def test_refused_call(workshop: Workshop, call: dict[str, Any], message: str) -> None:
    """A call that cannot be carried out says what to do."""
    with pytest.raises(ExpressionError) as caught:
        names(workshop, LINE, value=call).lookup("value")

    assert message in str(caught.value)


def test_circle(workshop: Workshop) -> None:
    """Values that need one another are named in their order."""
    space = names(workshop, {}, a="b + 1", b="c", c="a")
    with pytest.raises(ExpressionError) as caught:
        space.lookup("a")

    assert "values that need one another: a → b → c → a" == str(caught.value)
