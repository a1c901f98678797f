"""J(θ) = 1/m Σ ((Xθ)ᵢ − yᵢ)²: no half, so that the 2 stays in the gradient."""

import sympy

from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i, l, n

X, y, theta = sympy.IndexedBase("X"), sympy.IndexedBase("y"), sympy.IndexedBase("theta")

problem = supervised(
    prediction=sympy.Sum(X[i, l] * theta[l], (l, 1, n)),
    loss=(F - Y) ** 2,
    parameters=(theta,),
    target=y[i],
    domains={"X": "ones-first"},
    without=("missing-half",),  # this cost has none
)
