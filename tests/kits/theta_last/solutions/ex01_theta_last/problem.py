"""J(θ) = 1/(2m) Σ ((Xθ)ᵢ − yᵢ)², θ₀ among the parameters."""

import sympy

from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i, l, n

X, y, theta = sympy.IndexedBase("X"), sympy.IndexedBase("y"), sympy.IndexedBase("theta")

problem = supervised(
    prediction=sympy.Sum(X[i, l] * theta[l], (l, 1, n)),
    loss=(F - Y) ** 2 / 2,
    parameters=(theta,),
    target=y[i],
    domains={"X": "ones-first"},
)
