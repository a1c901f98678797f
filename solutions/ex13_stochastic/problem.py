"""The squared error of a single sample: L = (x·w + b − y)²/2."""

import sympy

from grader.maths.model import Quantity
from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, l, n

y_i, b = sympy.symbols("y_i b", real=True)
x_i, w = sympy.IndexedBase("x_i"), sympy.IndexedBase("w")

problem = supervised(
    prediction=sympy.Sum(x_i[l] * w[l], (l, 1, n)) + b,
    loss=(F - Y) ** 2 / 2,
    parameters=(w, b),
    target=y_i,
    scalars=[Quantity("y_i")],
)
