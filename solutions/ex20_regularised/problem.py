"""Squared errors and a penalty on all of θ but θ₀: J(θ) = 1/(2m) (‖Xθ − y‖² + λ Σⱼ₌₁ θⱼ²).

The indices of formulas count from 1, so that θ₀ of the task is the component 1 here, and the sum begins at 2.
"""

import sympy

from grader.maths.model import Quantity
from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i, l, m, n

X, y, theta = sympy.IndexedBase("X"), sympy.IndexedBase("y"), sympy.IndexedBase("theta")
lambda_ = sympy.Symbol("lambda_", positive=True)

problem = supervised(
    prediction=sympy.Sum(X[i, l] * theta[l], (l, 1, n)),
    loss=(F - Y) ** 2 / 2,
    parameters=(theta,),
    target=y[i],
    domains={"X": "ones-first"},
    penalty=lambda_ / (2 * m) * sympy.Sum(theta[l] ** 2, (l, 2, n)),
    scalars=(Quantity("lambda_", domain="positive"),),
)
