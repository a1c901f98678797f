"""The mean cross-entropy: J(w, b) = −1/m Σ (yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)) with p = σ(Xw + b)."""

from dataclasses import replace

import sympy

from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i, l, n, sigmoid

b = sympy.Symbol("b", real=True)
X, y, w = sympy.IndexedBase("X"), sympy.IndexedBase("y"), sympy.IndexedBase("w")

stated = supervised(
    prediction=sympy.Sum(X[i, l] * w[l], (l, 1, n)) + b,
    loss=-Y * sympy.log(sigmoid(F)) - (1 - Y) * sympy.log(1 - sigmoid(F)),
    parameters=(w, b),
    target=y[i],
    domains={"y": "binary"},
)
problem = replace(
    stated,
    # Weights between ½ and 1 keep the scores where σ tells them apart: σ(20) is 1 to eight digits.
    parameters=tuple(replace(parameter, domain="unit") for parameter in stated.parameters),
    # Labels are drawn first, which gives both kinds at the points that tell formulas apart.
    data=stated.data[::-1],
)
