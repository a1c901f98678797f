"""f(x) = 0.4x⁴ − 2x² + 0.5x + 2: a deep valley on the left, a shallow one on the right."""

import sympy

from grader.maths.problem import plain

x = sympy.Symbol("x", real=True)
tenth = sympy.Rational(1, 10)

problem = plain(cost=4 * tenth * x**4 - 2 * x**2 + 5 * tenth * x + 2, parameters=(x,))
