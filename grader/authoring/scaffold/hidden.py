"""The generated hidden half beside the reference: `problem.py` and the suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.authoring.scaffold.sympy_code import sympy_code

if TYPE_CHECKING:
    from grader.authoring.scaffold.statement import Statement


def problem_source(statement: Statement) -> str:
    """Return `problem.py`, which states the mathematics once."""
    scalars = [p.name for p in statement.parameters if not p.indices]
    arrays = [quantity.name for quantity in (*statement.data, *statement.parameters) if quantity.indices]
    lines = []
    if scalars:
        symbols = ", ".join(scalars)
        many = f'sympy.symbols("{" ".join(scalars)}", real=True)'
        lines.append(f"{symbols} = {many if len(scalars) > 1 else many.replace('symbols', 'Symbol')}")
    if arrays:
        lines.append(
            f"{', '.join(arrays)} = {', '.join(f'sympy.IndexedBase({chr(34)}{a}{chr(34)})' for a in arrays)}"
        )
    parameters = "".join(f"{p.name}, " for p in statement.parameters)
    parameters = f"({parameters.rstrip() if len(statement.parameters) == 1 else parameters[:-2]})"
    if statement.prediction is None:
        expressions = [sympy_code(statement.cost)]
        call = f"plain(cost={expressions[0]}, parameters={parameters})"
    else:
        expressions = [sympy_code(part) for part in (statement.prediction, statement.loss, statement.target)]
        prediction, loss, target = expressions
        target_name = str(statement.target.base.label) if statement.target is not None else ""
        labels = (
            f'\n    domains={{"{target_name}": "{statement.labels}"}},' if statement.labels != "real" else ""
        )
        call = (
            f"supervised(\n    prediction={prediction},\n    loss={loss},\n    parameters={parameters},\n"
            f"    target={target},{labels}\n)"
        )
    used = _letters(" ".join(expressions))
    symbols_import = f"from grader.maths.symbols import {', '.join(used)}\n" if used else ""
    made = "plain" if statement.prediction is None else "supervised"
    return (
        f'"""J = {statement.derivation.costs["J"].cost.text}."""\n\nimport sympy\n\n'
        f"from grader.maths.problem import {made}\n{symbols_import}\n"
        + "\n".join(lines)
        + f"\n\nproblem = {call}\n"
    )


def _letters(code: str) -> list[str]:
    import re

    found = set(re.findall(r"\b(F|Y|i|j|l|m|n|sigmoid)\b", code))
    return sorted(found, key=lambda name: (not name.isupper(), name))


_IMPORTS = "from grader.judge.suite import (\n{names})\n"

_GRADIENT = '''
@pytest.mark.points(4)
def test_gradient(submission, oracle, probes):
    """compute_gradient returns {slopes}."""
    for probe in probes:
        assert_matches(submission, submission.compute_gradient(probe), oracle.compute_gradient(probe))


@pytest.mark.points(4)
@pytest.mark.follows("test_gradient")
def test_update(submission, oracle, probes):
    """update takes one step against the gradient{together}."""
    for probe in probes:
        assert_matches(submission, submission.update(probe), oracle.update(probe), given_own)

'''
_ARGUMENTS = '''
@pytest.mark.points(1)
@pytest.mark.needs("test_gradient", "test_update")
def test_arguments(submission, probes):
    """Neither function changes the arrays that it is given, and both give the same answer twice."""
    for probe in probes.by_hand:
        for answer in (submission.compute_gradient(probe), submission.update(probe)):
            assert_leaves_arguments(answer)
            assert_repeats(submission, answer)

'''
_DESCENT = '''
@pytest.mark.points({points})
@pytest.mark.needs("test_gradient", "test_update")
def test_descent(submission, probes):
    """Twenty updates in a row lower the cost."""
    assert_descends(submission, "update", probes.ordinary[-1], n_steps=20)
'''


def suite_source(statement: Statement, short: str) -> str:
    """Return `test_hidden.py`."""
    has_arrays = any(quantity.indices for quantity in (*statement.data, *statement.parameters))
    names = ["assert_descends", "assert_matches", "given_own"]
    names += ["assert_leaves_arguments", "assert_repeats"] if has_arrays else []
    imports = _IMPORTS.format(names="".join(f"    {name},\n" for name in sorted(names)))
    slopes = " and ".join(f"∂J/∂{p.name}" for p in statement.parameters)
    together = ", all of it taken at the old parameters" if len(statement.parameters) > 1 else ""
    return (
        f'"""The hidden checks of {short}: the gradient, and one step against it."""\n\n'
        f"import pytest\n\n{imports}\n"
        + _GRADIENT.format(slopes=slopes, together=together)
        + (_ARGUMENTS if has_arrays else "")
        + _DESCENT.format(points=1 if has_arrays else 2)
    )
