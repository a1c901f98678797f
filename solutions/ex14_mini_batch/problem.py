"""The mean squared error of a plane over the samples that are given, all of them or a batch."""

import sympy

from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i, l, n

b = sympy.Symbol("b", real=True)
X, y, w = sympy.IndexedBase("X"), sympy.IndexedBase("y"), sympy.IndexedBase("w")

problem = supervised(
    prediction=sympy.Sum(X[i, l] * w[l], (l, 1, n)) + b,
    loss=(F - Y) ** 2 / 2,
    parameters=(w, b),
    target=y[i],
)
