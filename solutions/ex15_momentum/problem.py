"""Momentum: v ← βv + g, then θ ← θ − αv."""

import sympy

from grader.maths import rules
from grader.maths.model import Quantity
from grader.maths.problem import Stated, stated
from grader.maths.symbols import alpha, j

theta, velocity, gradient = (sympy.IndexedBase(name)[j] for name in ("theta", "velocity", "gradient"))
beta = sympy.Symbol("beta", positive=True)


def renewed(kept: sympy.Expr, added: sympy.Expr = gradient) -> sympy.Expr:
    """Return a new velocity: what is kept of the old one, and what is added."""
    return kept + added


def moved(direction: sympy.Expr, rule: sympy.Expr = rules.STEP) -> sympy.Expr:
    """Return θ after a step against a direction."""
    return rule.subs({rules.theta: theta, rules.g: direction}, simultaneous=True)


def both(new: sympy.Expr) -> dict[str, sympy.Expr]:
    """Return what is returned if this is the new velocity, and θ moves by it."""
    return {"theta": moved(new), "velocity": new}


v = renewed(beta * velocity)
uphill = renewed(beta * velocity, -gradient)
scaled = renewed(beta * velocity, alpha * gradient)

WRONG = [
    ("velocity-not-kept", both(v.subs(velocity, 0))),
    ("velocity-not-kept", {"velocity": velocity}),
    ("velocity-not-kept", {"velocity": gradient}),
    ("stale-moment", {"theta": moved(velocity)}),
    ("moment-not-used", {"theta": moved(gradient)}),
    ("velocity-sign", both(uphill)),
    ("velocity-sign", {"theta": moved(-uphill), "velocity": uphill}),
    ("velocity-sign", both(v.subs(velocity, -velocity))),
    ("dampened-momentum", both(renewed(beta * velocity, (1 - beta) * gradient))),
    ("swapped-decay", both(renewed(velocity, beta * gradient))),
    ("swapped-decay", both(renewed((1 - beta) * velocity, beta * gradient))),
    ("swapped-decay", both(renewed((1 - beta) * velocity))),
    ("missing-decay", both(renewed(velocity))),
    ("missing-decay", both(renewed(velocity, (1 - beta) * gradient))),
    ("alpha-in-velocity", {"theta": theta - scaled, "velocity": scaled}),
    (
        "alpha-in-velocity",
        {"theta": theta + scaled.subs(alpha, -alpha), "velocity": scaled.subs(alpha, -alpha)},
    ),
    ("alpha-in-velocity", both(scaled)),
    ("moment-of-parameter", both(v.subs(gradient, theta))),
    ("moment-of-parameter", both(v.subs(velocity, theta))),
    *(("hard-coded-decay", both(v.subs(beta, sympy.Rational(number)))) for number in ("0.9", "0.5", "0.99")),
    ("double-step", {"theta": moved(v) - alpha * v.subs(velocity, v), "velocity": v.subs(velocity, v)}),
    ("returned-gradient", {"theta": gradient}),
    ("unchanged-parameters", {"theta": theta, "velocity": velocity}),
    *(
        (name, {"theta": moved(v, rule)})
        for name, rule in rules.WRONG_STEPS
        if name not in ("returned-gradient", "hard-coded-alpha")
    ),
    *(
        ("hard-coded-alpha", {"theta": moved(v, rules.STEP.subs(alpha, sympy.Rational(number)))})
        for number in ("0.1", "0.01", "0.001")
    ),
]

problem = stated(
    functions={"update": Stated(both(v), WRONG)},
    quantities=[
        Quantity("theta", ("j",)),
        Quantity("velocity", ("j",)),
        Quantity("gradient", ("j",)),
        Quantity("alpha", domain="rate"),
        Quantity("beta", domain="unit"),
    ],
)
