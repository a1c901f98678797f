"""Two layers: out = tanh(X·W1 + b1)·W2 + b2, and J = 1/(2m) Σ (outᵢ − yᵢ)²."""

from dataclasses import replace

import sympy

from grader.maths.activations import without
from grader.maths.problem import Stated, supervised
from grader.maths.symbols import F, Y, h, i, l, n, p, q

b2 = sympy.Symbol("b2", real=True)
X, y = sympy.IndexedBase("X"), sympy.IndexedBase("y")
W1, b1, W2 = sympy.IndexedBase("W1"), sympy.IndexedBase("b1"), sympy.IndexedBase("W2")

score = sympy.Sum(X[i, l] * W1[l, q], (l, 1, n)) + b1[q]
out = sympy.Sum(sympy.tanh(score) * W2[q], (q, 1, h)) + b2

a = sympy.IndexedBase("a")
shorthand = (
    (out, sympy.IndexedBase("out")[i]),
    (sympy.tanh(score), a[i, q]),
    (sympy.tanh(score.subs(q, p)), a[i, p]),
)

problem = replace(
    supervised(
        prediction=out,
        loss=(F - Y) ** 2 / 2,
        parameters=(W1, b1, W2, b2),
        target=y[i],
        # Small weights keep the scores where tanh bends: tanh(10) is 1 to eight digits.
        domains=dict.fromkeys(("W1", "b1", "W2", "b2"), "small"),
        shorthand=shorthand,
    ),
    functions={
        "forward": Stated(
            {"out": out},
            wrong=(
                ("missing-bias", {"out": without(out, "b1")}, ("b1",)),
                ("missing-bias", {"out": out.subs(b2, 0)}, ("b2",)),
                ("missing-activation", {"out": out.xreplace({sympy.tanh(score): score})}),
            ),
        )
    },
)
