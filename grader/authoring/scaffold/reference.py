"""The generated reference and stub: what is asked of a learner, and NumPy code that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.authoring.scaffold.arrays import array_code
from grader.maths.form import gradient_form
from grader.maths.symbols import F, Y, j

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy

    from grader.authoring.scaffold.statement import Statement
    from grader.maths.model import Quantity

SHAPES = {"i": "m", "j": "n"}
_SIGMOID = '''\
def sigmoid(z):
    """Return 1/(1 + e^−z), by a formula that does not overflow."""
    return np.where(z >= 0, 1.0, np.exp(-np.abs(z))) / (1.0 + np.exp(-np.abs(z)))


'''


_TOGETHER = """\
    # All partial derivatives belong to the old parameters, and are known before any of them moves.
"""


def shape_of(quantity: Quantity) -> str:
    """Return a shape in words: `array of shape (m, n)`, or `float`."""
    if not quantity.indices:
        return "float"
    axes = ", ".join(SHAPES[index] for index in quantity.indices)
    return f"array of shape ({axes},)" if len(quantity.indices) == 1 else f"array of shape ({axes})"


def arguments_of(statement: Statement) -> list[str]:
    """Return the names that compute_gradient takes: data, target, parameters."""
    return [quantity.name for quantity in (*statement.data, *statement.parameters)]


def slopes_of(statement: Statement) -> list[str]:
    """Return what the returned partial derivatives are called."""
    return [f"d{parameter.name}" for parameter in statement.parameters]


def reference_source(statement: Statement, heading: str) -> str:
    """Return the whole reference."""
    given = ", ".join(arguments_of(statement))
    slopes = ", ".join(slopes_of(statement))
    both = (f"({slopes})", f"({', '.join(p.name for p in statement.parameters)})")
    shown = both if len(statement.parameters) > 1 else (slopes, statement.parameters[0].name)
    moved = ", ".join(f"{p.name} - alpha * d{p.name}" for p in statement.parameters)
    comment = _TOGETHER if len(statement.parameters) > 1 else ""
    body = "\n".join(f"    {line}" for line in _gradient_lines(statement))
    code = f'''\
def compute_gradient({given}):
    """Return {shown[0]} of J = {statement.derivation.costs["J"].cost.text}."""
{body}


def update({given}, alpha):
    """Return {shown[1]} after one step with learning rate alpha."""
{comment}    {slopes} = compute_gradient({given})
    return {moved}
'''
    sigmoid = _SIGMOID if "sigmoid(" in body else ""
    numpy = "import numpy as np\n\n\n" if "np." in code + sigmoid else ""
    return f'"""{heading}"""\n\n{numpy or chr(10)}{sigmoid}{code}'


def _gradient_lines(statement: Statement) -> list[str]:
    cost = statement.problem.costs["J"]
    form = gradient_form(statement.problem, cost)
    if statement.prediction is None or statement.target is None:
        values = [_of_parameters(form.inner[p.name][0], p) for p in statement.parameters]
        return [f"return {', '.join(values)}"]
    target = str(statement.target.base.label)
    taken = arguments_of(statement)
    prediction, slope = (_free(name, taken) for name in ("prediction", "slope"))
    values = [_of_samples(form.inner[p.name][0], p, slope, target) for p in statement.parameters]
    outer = array_code(form.outer, ("i",), {F: prediction, Y: target})
    return [
        f"{prediction} = {array_code(statement.prediction, ('i',))}  # (m,)",
        "# The chain rule begins with ∂loss/∂prediction of each sample, (m,)",
        f"{slope} = {outer}",
        f"return {', '.join(values)}",
    ]


def _free(name: str, taken: Sequence[str]) -> str:
    return f"{name}_" if name in taken else name


def _of_parameters(inner: sympy.Expr, parameter: Quantity) -> str:
    """Return the partial derivative of a cost without samples."""
    written = array_code(inner, parameter.indices)
    constant = bool(parameter.indices) and j not in inner.free_symbols
    return f"{written} + 0.0 * {parameter.name}" if constant else written


def _of_samples(inner: sympy.Expr, parameter: Quantity, slope: str, target: str) -> str:
    """Return the mean over samples of the slope times what the prediction changes by."""
    if not parameter.indices:
        written = array_code(inner, ("i",))
        return f"np.mean({slope})" if inner == 1 else f"np.mean({slope} * {_bracketed(written)})"
    written = array_code(inner, ("i", "j"))
    if written.isidentifier():
        return f"{written}.T @ {slope} / len({target})"
    return f"np.mean({slope}[:, None] * {_bracketed(written)}, axis=0)"


def _bracketed(written: str) -> str:
    return f"({written})" if " + " in written or " - " in written else written


# --- the stub ------------------------------------------------------------------------------------------


def stub_source(statement: Statement, heading: str) -> str:
    """Return the file that the learner fills in."""
    arguments = arguments_of(statement)
    given = ", ".join(arguments)
    point = ", ".join(p.name for p in statement.parameters)
    quantities = [*statement.data, *statement.parameters]
    shapes = "\n".join(f"    {quantity.name} : {shape_of(quantity)}" for quantity in quantities)
    slopes = "\n".join(f"    d{p.name} : {shape_of(p)}" for p in statement.parameters)
    moved = "\n".join(f"    {p.name} : {shape_of(p)}, after the step" for p in statement.parameters)
    plural = "s" if len(statement.parameters) > 1 else ""
    numpy = "\nimport numpy as np\n" if any(quantity.indices for quantity in quantities) else ""
    return f'''\
"""{heading}"""
{numpy}

def compute_gradient({given}):
    """
    Return the partial derivative{plural} of the cost J at {point}.

    Parameters
    ----------
{shapes}

    Returns
    -------
{slopes}
    """
    raise NotImplementedError("fill in compute_gradient")


def update({given}, alpha):
    """
    Take one step of gradient descent from {point}.

    Parameters
    ----------
    {given} : as in compute_gradient
    alpha : float, the learning rate

    Returns
    -------
{moved}
    """
    raise NotImplementedError("fill in update")
'''
