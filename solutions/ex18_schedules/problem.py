"""Two schedules that are formulas of t: exponential decay and inverse time decay."""

import sympy

from grader.maths.model import Quantity
from grader.maths.problem import Stated, stated

alpha0, t, k = sympy.symbols("alpha0 t k", positive=True)

exponential = alpha0 * sympy.exp(-k * t)
inverse = alpha0 / (1 + k * t)


def rate(expression: sympy.Expr) -> dict[str, sympy.Expr]:
    """Return what a schedule returns."""
    return {"alpha": expression}


problem = stated(
    functions={
        "exponential_decay": Stated(
            rate(exponential),
            [
                ("growing-rate", rate(exponential.subs(k, -k))),
                # The decays of all steps so far, multiplied: the exponent is k·(1 + 2 + … + t).
                ("decay-compounded", rate(exponential.subs(t, t * (t + 1) / 2))),
                ("decay-compounded", rate(exponential.subs(t, t * (t - 1) / 2))),
                ("time-from-one", rate(exponential.subs(t, t + 1))),
            ],
        ),
        "inverse_time_decay": Stated(
            rate(inverse),
            [
                ("growing-rate", rate(alpha0**2 / inverse)),
                ("decay-compounded", rate(alpha0 * (inverse.subs(t, 1) / alpha0) ** t)),
                ("decay-precedence", rate(alpha0 / 1 + k * t)),
                ("time-from-one", rate(inverse.subs(t, t + 1))),
            ],
        ),
    },
    quantities=[
        Quantity("alpha0", domain="rate"),
        Quantity("t", domain="count"),
        Quantity("k", domain="rate"),
        Quantity("drop", domain="unit"),
        Quantity("every", domain="count"),
        Quantity("t_max", domain="count"),
        Quantity("theta", ("j",)),
        Quantity("gradient", ("j",)),
    ],
)
