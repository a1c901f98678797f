"""The generated learner's half beside the stub: task, `exercise.toml` and visible checks.

What a person has to write is marked by `WRITE:`, which `grader validate` lists with file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.scaffold.latex import latex_of
from grader.authoring.scaffold.reference import SHAPES, arguments_of, slopes_of
from grader.judge.shown import shown
from grader.maths.form import gradient_form
from grader.maths.probes import draw_probes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import sympy

    from grader.authoring.scaffold.statement import Statement
    from grader.maths.model import Quantity

_SEED = 1
_RATES = (0.05, 0.01, 0.005, 0.001, 0.0001)


@dataclass(frozen=True)
class Example:
    """A worked example: an input that can be checked by hand, the slopes there, and one step from it."""

    values: Mapping[str, Any]
    alpha: float
    slopes: Mapping[str, Any]
    moved: Mapping[str, Any]


def example_of(statement: Statement) -> Example:
    """Return the worked example, by the engine's own formulas."""
    probe = draw_probes(statement.derivation, _SEED).by_hand[0]
    model = statement.derivation.costs["J"]
    step = next(rule for rule in statement.derivation.rules if not rule.id)
    slopes = {name: f.evaluate(probe.values, probe.sizes) for name, f in model.gradient.items()}
    before = model.cost.evaluate(probe.values, probe.sizes)
    alpha, moved = probe.alpha, dict(probe.values)
    for alpha in (probe.alpha, *_RATES):
        moved = {name: step.apply(probe.values[name], slopes[name], alpha) for name in slopes}
        # An example shows a step that does what a step is for.
        if model.cost.evaluate(probe.moved(moved).values, probe.sizes) < before:
            break
    return Example(probe.values, alpha, slopes, moved)


def readme_text(statement: Statement, short: str, title: str) -> str:
    """Return the task: formulas, shapes and the example, and places for what a person has to say."""
    given = ", ".join(arguments_of(statement))
    slopes = [f"`{name}`" for name in slopes_of(statement)]
    returned = [f"`{p.name}`" for p in statement.parameters]
    order = ", in this order" if len(slopes) > 1 else ""
    has_arrays = any(quantity.indices for quantity in (*statement.data, *statement.parameters))
    copies = "\n\nLeave the arrays that you are given as they came: return new ones." if has_arrays else ""
    return f"""\
# Exercise {short[2:]}: {title}

WRITE: the one idea of this exercise in plain words, what the cost is for and what is new about it.

{_formulas(statement)}

## Shapes

| name | shape | what it is |
|---|---|---|
{_shapes(statement)}

## By hand

{_by_hand(statement)}

WRITE: how these numbers come about, one line for each step of the calculation.

## What to fill in

In `{short}.py`:

1. `compute_gradient({given})` returns {" and ".join(slopes)}{order}.
2. `update({given}, alpha)` takes **one** step and returns the new {" and ".join(returned)}{order}.{copies}

## Run

    grader check {short}

The worked example is also a test that you can run alone: `grader examples {short}`.
"""


def _formulas(statement: Statement) -> str:
    """Return cost and partial derivatives, one formula in a paragraph."""
    names = ", ".join(_letter(p.name) for p in statement.parameters)
    form = gradient_form(statement.problem, statement.problem.costs["J"])
    lines = []
    if statement.prediction is None or statement.target is None or statement.loss is None:
        lines.append(f"$$J({names}) = {latex_of(statement.cost)}$$")
        lines += [f"$${_partial(p)} = {latex_of(form.inner[p.name][0])}$$" for p in statement.parameters]
    else:
        target = statement.target
        taken = {quantity.name for quantity in (*statement.data, *statement.parameters)}
        f = next(letter for letter in ("f", "p", "z", "h", "q") if letter not in taken)
        lines.append(
            f"Sample $i$ has the prediction ${f}_i$ and the loss $L_i$, and the cost is the mean loss:"
        )
        lines.append(f"$${f}_i = {latex_of(statement.prediction)}$$")
        lines.append(f"$$L_i = {latex_of(statement.loss, target, f)}$$")
        lines.append(rf"$$J({names}) = \frac{{1}}{{m}} \sum_{{i=1}}^{{m}} L_i$$")
        slope = r"\delta" if "delta" not in taken else r"\epsilon"
        many = "the partial derivatives" if len(statement.parameters) > 1 else "the derivative"
        lines.append(f"With ${slope}_i$ for the slope of $L_i$ in ${f}_i$ the chain rule gives {many}:")
        lines.append(f"$${slope}_i = {latex_of(form.outer, target, f)}$$")
        for p in statement.parameters:
            inner = form.inner[p.name][0]
            factor = "" if inner == 1 else rf" \, {_factor(inner)}"
            lines.append(rf"$${_partial(p)} = \frac{{1}}{{m}} \sum_{{i=1}}^{{m}} {slope}_i{factor}$$")
    every = "every parameter against its own slope" if len(statement.parameters) > 1 else "against the slope"
    lines.append(f"One step moves {every}:")
    for p in statement.parameters:
        letter = _letter(p.name) + ("_j" if p.indices else "")
        lines.append(rf"$${letter} \leftarrow {letter} - \alpha \, {_partial(p)}$$")
    return "\n\n".join(lines)


def _factor(inner: sympy.Expr) -> str:
    written = latex_of(inner)
    return rf"\left({written}\right)" if inner.is_Add else written


def _letter(name: str) -> str:
    import sympy

    return latex_of(sympy.Symbol(name))


def _partial(parameter: Quantity) -> str:
    index = "_j" if parameter.indices else ""
    return rf"\partial J / \partial {_letter(parameter.name)}{index}"


def _shapes(statement: Statement) -> str:
    target = str(statement.target.base.label) if statement.target is not None else ""
    labels = {"binary": ", 0 or 1", "signs": ", −1 or 1"}.get(statement.labels, "")
    rows = []
    for quantity in (*statement.data, *statement.parameters):
        axes = ", ".join(SHAPES[index] for index in quantity.indices)
        axes += "," if len(quantity.indices) == 1 else ""
        shape = f"`({axes})`" if quantity.indices else "float"
        if quantity.name == target:
            what = f"targets{labels}"
        elif quantity in statement.parameters:
            what = "parameters" if quantity.indices else "a parameter"
        else:
            what = "one row per sample" if len(quantity.indices) == 2 else "one number per sample"
        rows.append(f"| `{quantity.name}` | {shape} | {what} |")
    rows.append(r"| `alpha` | float | the learning rate $\alpha$ |")
    return "\n".join(rows)


def _by_hand(statement: Statement) -> str:
    example = example_of(statement)
    values = [
        f"`{quantity.name} = {shown(example.values[quantity.name])}`"
        for quantity in (*statement.data, *statement.parameters)
    ]
    slopes = [f"`d{name} = {shown(value)}`" for name, value in example.slopes.items()]
    moved = [f"`{name} = {shown(value)}`" for name, value in example.moved.items()]
    return (
        f"Take {_listed(values)}.\n\nThen {_listed(slopes)}, "
        f"and one step with `alpha = {shown(example.alpha)}` ends at {_listed(moved)}."
    )


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


# --- exercise.toml -------------------------------------------------------------------------------------


def toml_text(statement: Statement, title: str, concepts: list[str]) -> str:
    """Return `exercise.toml`, whole but for the summary and the hints."""
    shapes = "\n".join(
        f"{quantity.name} = [{', '.join(f'{chr(34)}{SHAPES[index]}{chr(34)}' for index in quantity.indices)}]"
        for quantity in (*statement.data, *statement.parameters)
    )
    given = ", ".join(f'"{name}"' for name in arguments_of(statement))
    returned = ", ".join(f'"{p.name}"' for p in statement.parameters)
    listed = ", ".join(f'"{concept}"' for concept in concepts)
    return f"""\
title = {_quoted(title)}
summary = "WRITE: one sentence on what is learned here."
concepts = [{listed}]
hints = [
  '''WRITE: a question that makes the learner look at the right place, and gives nothing away?''',
  '''WRITE: a way to find the formula: which rule, applied to what, without the result.''',
  '''WRITE: nearly the answer, in words and not in code.''',
]

[shapes]
{shapes}

[roles]
rate = "alpha"

[[functions]]
name = "compute_gradient"
computes = "gradient"
arguments = [{given}]
returns = [{returned}]

[[functions]]
name = "update"
computes = "update"
arguments = [{given}, "alpha"]
returns = [{returned}]
"""


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


# --- visible checks ------------------------------------------------------------------------------------


def examples_source(statement: Statement, short: str) -> str:
    """Return `test_examples.py`: the worked example as tests."""
    example = example_of(statement)
    quantities = [*statement.data, *statement.parameters]
    point = ", ".join(_literal(example.values[quantity.name]) for quantity in quantities)
    slopes = [_literal(value) for value in example.slopes.values()]
    moved = [_literal(value) for value in example.moved.values()]
    numpy = "import numpy as np\n" if "np." in point else ""
    return f'''\
"""The worked example of exercise {short[2:]}, as tests that you may run and read."""

import sys
from pathlib import Path

{numpy}import pytest

sys.path.insert(0, str(Path(__file__).parent))

from {short} import compute_gradient, update


def point():
    """Return {", ".join(quantity.name for quantity in quantities)} of the worked example."""
    return ({point}{"," if len(quantities) == 1 else ""})


def test_gradient():
    """The slopes of the worked example are those of the task."""
    {_assigned(slopes_of(statement), "compute_gradient(*point())")}

{_asserted(slopes_of(statement), slopes)}


def test_one_step():
    """One step ends where the task says."""
    {_assigned([p.name for p in statement.parameters], f"update(*point(), {shown(example.alpha)})")}

{_asserted([p.name for p in statement.parameters], moved)}
'''


def _assigned(names: list[str], call: str) -> str:
    return f"{', '.join(names)} = {call}"


def _asserted(names: list[str], values: list[str]) -> str:
    return "\n".join(
        f"    assert {name} == pytest.approx({value}, rel=1e-6)"
        for name, value in zip(names, values, strict=True)
    )


def _literal(value: Any) -> str:
    """Return a number or an array as Python, to ten digits."""
    array = np.asarray(value, dtype=float)
    numbers = np.vectorize(lambda number: float(f"{number:.10g}"), otypes=[float])(array)
    return f"np.array({numbers.tolist()})" if array.ndim else repr(float(numbers))
