"""J(w, b) = 1/(2m) Σ (w·xᵢ + b − yᵢ)²."""

import sympy

from grader.maths.problem import supervised
from grader.maths.symbols import F, Y, i

w, b = sympy.symbols("w b", real=True)
x, y = sympy.IndexedBase("x"), sympy.IndexedBase("y")

problem = supervised(prediction=w * x[i] + b, loss=(F - Y) ** 2 / 2, parameters=(w, b), target=y[i])
