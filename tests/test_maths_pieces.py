"""Costs of several pieces: written, differentiated, compared, and asked in each of their pieces."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import sympy

from grader.authoring.code import array_source
from grader.maths.compile import compile_expression
from grader.maths.derive import derive
from grader.maths.kinks import has_kinks, kinks_in, kinks_of
from grader.maths.probes import draw_probes
from grader.maths.problem import Problem, plain, supervised
from grader.maths.symbols import F, Y, i

if TYPE_CHECKING:
    from grader.maths.model import Derivation

w, b = sympy.symbols("w b", real=True)
x, y = sympy.IndexedBase("x"), sympy.IndexedBase("y")
ERROR = F - Y
HUBER = sympy.Piecewise((ERROR**2 / 2, sympy.Abs(ERROR) <= 2), (2 * (sympy.Abs(ERROR) - 1), True))
HINGE = sympy.Max(0, 1 - Y * F)
SEEDS = (1, 7, 20_261_122, 2**31 - 1)


def line(loss: sympy.Expr, labels: str = "real") -> Problem:
    """Return the problem of a line with some loss."""
    domains: Any = {} if labels == "real" else {"y": labels}
    return supervised(w * x[i] + b, loss, (w, b), y[i], domains=domains)


PROBLEMS = {
    "huber": line(HUBER),
    "absolute": line(sympy.Abs(ERROR)),
    "hinge": line(HINGE, "signs"),
    "capped": line(sympy.Min(ERROR**2, 20 + sympy.Abs(ERROR))),
    "two valleys": plain(sympy.Min(w**2, (w - 3) ** 2 + sympy.Rational(1, 2)), (w,)),
    "band": plain(sympy.Piecewise((0, (w > -1) & (w < 1)), ((sympy.Abs(w) - 1) ** 2, True)) + w / 5, (w,)),
}


@pytest.fixture(scope="module", params=PROBLEMS.values(), ids=list(PROBLEMS))
def derivation(request: pytest.FixtureRequest) -> Derivation:
    """What follows from each problem."""
    return derive(request.param)


WRITTEN = {
    "max(0, w)": sympy.Max(0, w),
    "min(b, w)": sympy.Min(w, b),
    "(w² if |w| ≤ 1, else 2·|w|)": sympy.Piecewise((w**2, sympy.Abs(w) <= 1), (2 * sympy.Abs(w), True)),
    "(0 if w < 1 and w > −1, else w)": sympy.Piecewise((0, (w < 1) & (w > -1)), (w, True)),
    "[w > 0]": sympy.Heaviside(w),
    "π·w": sympy.pi * w,
}


@pytest.mark.parametrize(("text", "expression"), WRITTEN.items(), ids=list(WRITTEN))
def test_how_pieces_are_written(text: str, expression: sympy.Expr) -> None:
    """A choice is one line, its pieces with their conditions."""
    assert text == compile_expression(expression).text


@pytest.mark.parametrize("value", [-2.5, -1.0, -0.25, 0.5, 1.0, 3.0])
@pytest.mark.parametrize(
    "expression",
    [
        sympy.Max(0, w, w**2 - 1),
        sympy.Min(w, 1 - w),
        sympy.Piecewise((w, w < -1), (w**2, w <= 1), (3, True)),
        sympy.Piecewise((1, (w < -1) | (w >= 1)), (2, True)),
        sympy.Heaviside(w) * w,
        sympy.pi * w,
    ],
    ids=str,
)
def test_values_are_sympys(expression: sympy.Expr, value: float) -> None:
    """A formula of pieces has SymPy's values, in floats, in fractions and as generated code."""
    formula = compile_expression(expression)
    expected = float(expression.subs(w, value))
    exact = (
        formula.evaluate({"w": Fraction(value)}, {}, exact=True) if not expression.has(sympy.pi) else expected
    )
    written = eval(array_source(formula), {"np": np, "value_w": value})

    assert pytest.approx(expected) == formula.evaluate({"w": value}, {})
    assert pytest.approx(expected) == float(exact)
    assert pytest.approx(expected) == float(written)


def test_a_condition_that_cannot_be_one() -> None:
    """An equation is refused as a condition, with what to write instead."""
    with pytest.raises(TypeError, match="write it with <, <=, > and >="):
        compile_expression(sympy.Piecewise((1, sympy.Eq(w, b)), (2, True)))


def test_gradients_are_those_of_differences(derivation: Derivation) -> None:
    """On every probe the derived gradient is the cost's central difference."""
    model = derivation.costs["J"]
    for probe in draw_probes(derivation, 3).ordinary:
        for name, formula in model.gradient.items():
            step = 1e-6
            costs = [
                model.cost.evaluate(probe.moved({name: probe.values[name] + sign * step}).values, probe.sizes)
                for sign in (1, -1)
            ]

            assert pytest.approx((costs[0] - costs[1]) / (2 * step), rel=1e-5, abs=1e-7) == float(
                formula.evaluate(probe.values, probe.sizes)
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_probe_lies_on_a_kink(derivation: Derivation, seed: int) -> None:
    """At a kink a derivative is a matter of taste: nobody is asked there."""
    for probe in draw_probes(derivation, seed):
        for kink in kinks_of(derivation, "J"):
            assert np.min(np.abs(kink.evaluate(probe.values, probe.sizes))) > 1e-3


@pytest.mark.parametrize("seed", SEEDS)
def test_some_probe_lies_in_each_piece(derivation: Derivation, seed: int) -> None:
    """Both sides of every border are met, so that every piece is asked for."""
    probes = draw_probes(derivation, seed).ordinary
    for kink in kinks_of(derivation, "J"):
        values = np.concatenate([np.ravel(kink.evaluate(probe.values, probe.sizes)) for probe in probes])

        assert {True, False} == set((values > 0).tolist()), kink.tree


@pytest.mark.parametrize("seed", SEEDS)
def test_every_wrong_gradient_is_told(derivation: Derivation, seed: int) -> None:
    """Also where a wrong formula differs in one piece only, some probe tells it from the right one."""
    model = derivation.costs["J"]
    probes = draw_probes(derivation, seed).ordinary
    for candidate in model.wrong_gradients:
        gaps = []
        for probe in probes:
            for name, formula in candidate.outputs.items():
                wrong = np.ravel(formula.evaluate(probe.values, probe.sizes))
                right = np.ravel(model.gradient[name].evaluate(probe.values, probe.sizes))
                gaps.append(np.inf if wrong.size != right.size else float(np.max(np.abs(wrong - right))))

        assert max(gaps) > 1e-4, candidate.misconceptions


def test_what_differs_in_one_piece_is_not_merged() -> None:
    """The error itself and its sign are two mistakes, although far out both may be clipped alike."""
    found = {c.misconceptions[0]: c.equal for c in derive(PROBLEMS["huber"]).costs["J"].wrong_gradients}

    assert {"missing-target", "squared-residual", "absolute-residual"} <= set(found)
    assert {()} == set(found.values())


def test_a_margin_has_no_residual() -> None:
    """A loss of Y·F is not called the wrong way round, without target or squared: there is no error."""
    names = {c.misconceptions[0] for c in derive(PROBLEMS["hinge"]).costs["J"].wrong_gradients}

    assert "flipped-gradient" in names
    assert set() == names & {"flipped-residual", "missing-target", "squared-residual", "absolute-residual"}


def test_kinks_are_found() -> None:
    """Only what has pieces has kinks, each once."""
    smooth = derive(line(ERROR**2 / 2))

    assert (False, True) == (has_kinks(smooth), has_kinks(derive(PROBLEMS["huber"])))
    assert 1 == len(kinks_in(compile_expression(sympy.Abs(w) + 2 * sympy.Abs(w) ** 3).tree))
    assert 3 == len(kinks_in(compile_expression(sympy.Max(0, w, b)).tree))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_label_is_met_on_each_side(seed: int) -> None:
    """Where a margin is too small and where it is not, there are samples of both labels."""
    derivation = derive(PROBLEMS["hinge"])
    (kink,) = kinks_of(derivation, "J")
    met = {
        (float(label), bool(value > 0))
        for probe in draw_probes(derivation, seed).ordinary
        for label, value in zip(probe.values["y"], kink.evaluate(probe.values, probe.sizes), strict=True)
    }

    assert {(-1.0, True), (-1.0, False), (1.0, True), (1.0, False)} == met


def test_labels_are_signs() -> None:
    """Targets of a margin are −1 and 1, both kinds somewhere."""
    values = {
        float(value) for probe in draw_probes(derive(PROBLEMS["hinge"]), 1) for value in probe.values["y"]
    }

    assert {-1.0, 1.0} == values
