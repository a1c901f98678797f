"""Adam: averages m of g and v of g², both divided by 1 − βᵗ, then θ ← θ − αm̂/(√v̂ + ε)."""

from itertools import product

import sympy

from grader.maths import rules
from grader.maths.model import Quantity
from grader.maths.problem import Stated, stated
from grader.maths.symbols import alpha, j

theta, m, v, gradient = (sympy.IndexedBase(name)[j] for name in ("theta", "m", "v", "gradient"))
t, beta1, beta2, epsilon = sympy.symbols("t beta1 beta2 epsilon", positive=True)
square = gradient**2


def average(old: sympy.Expr, new: sympy.Expr, weight: sympy.Expr) -> sympy.Expr:
    """Return a running average after one more value."""
    return weight * old + (1 - weight) * new


def corrected(averaged: sympy.Expr, weight: sympy.Expr, steps: sympy.Expr = t) -> sympy.Expr:
    """Return an average that started from zero, divided by the sum of its weights."""
    return averaged / (1 - weight**steps)


def moved(towards: sympy.Expr, rule: sympy.Expr = rules.STEP) -> sympy.Expr:
    """Return θ after a step against a direction."""
    return rule.subs({rules.theta: theta, rules.g: towards}, simultaneous=True)


def direction(first: sympy.Expr, second: sympy.Expr) -> sympy.Expr:
    """Return what α is multiplied with."""
    return first / (sympy.sqrt(second) + epsilon)


def returned(first: sympy.Expr, second: sympy.Expr, steps: sympy.Expr = t) -> dict[str, sympy.Expr]:
    """Return what is returned if these are the new averages, and θ moves by them."""
    ratio = direction(corrected(first, beta1, steps), corrected(second, beta2, steps))
    return {"theta": moved(ratio), "m": first, "v": second}


M, V = average(m, gradient, beta1), average(v, square, beta2)
M_HAT, V_HAT = corrected(M, beta1), corrected(V, beta2)
RIGHT = returned(M, V)


def in_place_of(first: sympy.Expr, second: sympy.Expr) -> list[dict[str, sympy.Expr]]:
    """Return what is returned with the first average wrong, the second, and both."""
    choices = [pair for pair in product((M, first), (V, second)) if pair != (M, V)]
    return [returned(*pair) for pair in choices]


def with_direction(towards: sympy.Expr) -> dict[str, sympy.Expr]:
    """Return the parameters after a step against another direction; the averages are right."""
    return {"theta": moved(towards)}


def everywhere(**changes: sympy.Expr) -> dict[str, sympy.Expr]:
    """Return all values with some symbols replaced."""
    swaps = {{"beta1": beta1, "beta2": beta2}[name]: value for name, value in changes.items()}
    return {name: value.subs(swaps, simultaneous=True) for name, value in RIGHT.items()}


nine, nines = sympy.Rational("0.9"), sympy.Rational("0.999")

WRONG = [
    ("missing-bias-correction", with_direction(direction(M, V))),
    ("missing-bias-correction", with_direction(direction(M_HAT, V))),
    ("missing-bias-correction", with_direction(direction(M, V_HAT))),
    ("correction-without-time", {"theta": returned(M, V, sympy.Integer(1))["theta"]}),
    ("corrected-moments-kept", {"m": M_HAT, "v": V_HAT}),
    ("time-from-zero", returned(M, V, t + 1)),
    ("swapped-betas", everywhere(beta1=beta2, beta2=beta1)),
    ("swapped-betas", returned(average(m, gradient, beta2), average(v, square, beta1))),
    ("epsilon-inside-root", with_direction(M_HAT / sympy.sqrt(V_HAT + epsilon))),
    (
        "epsilon-before-correction",
        with_direction(M_HAT / (sympy.sqrt(V) + epsilon) * sympy.sqrt(1 - beta2**t)),
    ),
    ("missing-epsilon", with_direction(M_HAT / sympy.sqrt(V_HAT))),
    ("epsilon-outside-fraction", with_direction(M_HAT / sympy.sqrt(V_HAT) + epsilon)),
    ("epsilon-outside-fraction", {"theta": moved(M_HAT / sympy.sqrt(V_HAT)) - epsilon}),
    ("epsilon-outside-fraction", {"theta": moved(M_HAT / sympy.sqrt(V_HAT)) + epsilon}),
    ("missing-root", with_direction(M_HAT / (V_HAT + epsilon))),
    *(("accumulator-not-kept", values) for values in in_place_of(M.subs(m, 0), V.subs(v, 0))),
    ("accumulator-not-kept", {"m": m, "v": v}),
    ("stale-moment", with_direction(direction(corrected(m, beta1), corrected(v, beta2)))),
    ("stale-moment", with_direction(direction(corrected(m, beta1), V_HAT))),
    ("stale-moment", with_direction(direction(M_HAT, corrected(v, beta2)))),
    ("moment-not-used", with_direction(direction(gradient, V_HAT))),
    ("moment-not-used", with_direction(M_HAT)),
    ("moment-not-used", with_direction(gradient)),
    *(
        ("moment-of-parameter", values)
        for values in in_place_of(average(m, theta, beta1), average(v, theta**2, beta2))
    ),
    *(
        ("swapped-decay", values)
        for values in in_place_of(average(gradient, m, beta1), average(square, v, beta2))
    ),
    *(("missing-new-weight", values) for values in in_place_of(beta1 * m + gradient, beta2 * v + square)),
    *(
        ("missing-decay", values)
        for values in in_place_of(m + (1 - beta1) * gradient, v + (1 - beta2) * square)
    ),
    ("missing-decay", returned(m + gradient, v + square)),
    ("hard-coded-decay", everywhere(beta1=nine, beta2=nines)),
    ("hard-coded-decay", everywhere(beta1=nine)),
    ("hard-coded-decay", everywhere(beta2=nines)),
    ("returned-gradient", {"theta": gradient}),
    ("unchanged-parameters", {"theta": theta, "m": m, "v": v}),
    *(
        (name, {"theta": moved(direction(M_HAT, V_HAT), rule)})
        for name, rule in rules.WRONG_STEPS
        if name not in ("returned-gradient", "hard-coded-alpha")
    ),
    *(
        ("hard-coded-alpha", {"theta": RIGHT["theta"].subs(alpha, sympy.Rational(number))})
        for number in ("0.001", "0.01", "0.1")
    ),
    ("swapped-return", {"theta": M, "m": V, "v": RIGHT["theta"]}),
    ("swapped-return", {"m": V, "v": M}),
]

problem = stated(
    functions={"update": Stated(RIGHT, WRONG)},
    quantities=[
        Quantity("theta", ("j",)),
        Quantity("m", ("j",)),
        Quantity("v", ("j",), domain="positive"),
        Quantity("t", domain="count"),
        Quantity("gradient", ("j",)),
        Quantity("alpha", domain="rate"),
        Quantity("beta1", domain="unit"),
        Quantity("beta2", domain="unit"),
        Quantity("epsilon", domain="rate"),
    ],
)
