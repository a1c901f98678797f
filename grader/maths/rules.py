"""The update rule θ ← θ − α·g, and each misconception about it as one rewriting.

`theta` is one parameter (or component), `g` the partial derivative that the update uses for it, `alpha`
the learning rate and `c` a number that the submission has in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy

from grader.maths.compile import compile_expression
from grader.maths.model import Rule
from grader.maths.symbols import alpha

if TYPE_CHECKING:
    from collections.abc import Sequence

theta, g, c = sympy.symbols("theta g c", real=True)

#: The rule itself, stated once.
STEP = theta - alpha * g

#: What becomes of the rule under each misconception; variants of one share its id.
WRONG_STEPS: Sequence[tuple[str, sympy.Expr]] = (
    ("gradient-ascent", STEP.subs(alpha, -alpha)),
    ("ignored-alpha", STEP.subs(alpha, 1)),
    ("unchanged-parameters", STEP.subs(alpha, 0)),
    ("returned-gradient", g),
    ("returned-step", theta - STEP),
    ("returned-step", STEP - theta),
    ("decayed-parameter", STEP.subs(g, theta)),
    ("double-step", STEP.subs(alpha, 2 * alpha)),
    ("hard-coded-alpha", STEP.subs(alpha, c)),
)


def derive_rules() -> list[Rule]:
    """Return the right rule and then every wrong one."""
    rules = [Rule("", compile_expression(STEP))]
    rules += [Rule(name, compile_expression(expression)) for name, expression in WRONG_STEPS]
    return rules
