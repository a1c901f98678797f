"""AdaGrad: s ← s + g²; RMSprop: s ← ρs + (1 − ρ)g²; both: θ ← θ − αg/(√s + ε)."""

import sympy

from grader.maths import rules
from grader.maths.model import Quantity
from grader.maths.problem import Stated, stated
from grader.maths.symbols import alpha, j

theta, s, gradient = (sympy.IndexedBase(name)[j] for name in ("theta", "s", "gradient"))
rho, epsilon = sympy.symbols("rho epsilon", positive=True)
square = gradient**2


def direction(accumulated: sympy.Expr) -> sympy.Expr:
    """Return what α is multiplied with."""
    return gradient / (sympy.sqrt(accumulated) + epsilon)


def moved(towards: sympy.Expr, rule: sympy.Expr = rules.STEP) -> sympy.Expr:
    """Return θ after a step against a direction."""
    return rule.subs({rules.theta: theta, rules.g: towards}, simultaneous=True)


def both(accumulated: sympy.Expr) -> dict[str, sympy.Expr]:
    """Return what is returned if this is the new accumulator, and θ moves by it."""
    return {"theta": moved(direction(accumulated)), "s": accumulated}


def mistakes(new: sympy.Expr) -> list[tuple[str, dict[str, sympy.Expr]]]:
    """Return what may be wrong with either rule, given its right new accumulator."""
    root = sympy.sqrt(new)
    return [
        ("accumulator-not-kept", both(new.subs(s, 0))),
        ("accumulator-not-kept", both(square)),
        ("accumulator-not-kept", {"s": s}),
        ("accumulator-not-kept", {"s": new.subs(s, 0)}),
        ("accumulator-not-kept", {"s": square}),
        ("stale-moment", {"theta": moved(direction(s))}),
        ("moment-not-used", {"theta": moved(gradient)}),
        ("moment-of-parameter", both(new.subs(gradient, theta))),
        ("epsilon-inside-root", {"theta": moved(gradient / sympy.sqrt(new + epsilon))}),
        ("missing-epsilon", {"theta": moved(gradient / root)}),
        ("epsilon-outside-fraction", {"theta": moved(gradient / root) - epsilon}),
        ("epsilon-outside-fraction", {"theta": moved(gradient / root) + epsilon}),
        ("epsilon-outside-fraction", {"theta": moved(gradient / root + epsilon)}),
        ("missing-root", {"theta": moved(gradient / (new + epsilon))}),
        ("returned-gradient", {"theta": gradient}),
        ("unchanged-parameters", {"theta": theta, "s": s}),
        *(
            (name, {"theta": moved(direction(new), rule)})
            for name, rule in rules.WRONG_STEPS
            if name not in ("returned-gradient", "hard-coded-alpha")
        ),
        *(
            (
                "hard-coded-alpha",
                {"theta": moved(direction(new), rules.STEP.subs(alpha, sympy.Rational(number)))},
            )
            for number in ("0.1", "0.01", "0.001")
        ),
    ]


total = s + square
average = rho * s + (1 - rho) * square
OF_AVERAGES = [
    ("swapped-decay", both(average.subs(rho, 1 - rho))),
    ("missing-decay", both(total)),
    ("missing-decay", both(s + (1 - rho) * square)),
    ("missing-new-weight", both(rho * s + square)),
    *(
        ("hard-coded-decay", both(average.subs(rho, sympy.Rational(number))))
        for number in ("0.9", "0.99", "0.999")
    ),
]

problem = stated(
    functions={
        "update_adagrad": Stated(both(total), mistakes(total)),
        "update_rmsprop": Stated(both(average), [*OF_AVERAGES, *mistakes(average)]),
    },
    quantities=[
        Quantity("theta", ("j",)),
        Quantity("s", ("j",), domain="positive"),
        Quantity("gradient", ("j",)),
        Quantity("alpha", domain="rate"),
        Quantity("rho", domain="unit"),
        Quantity("epsilon", domain="rate"),
    ],
)
