"""L = w²: one parameter, one valley."""

import sympy

from grader.maths.problem import plain

w = sympy.Symbol("w", real=True)

problem = plain(cost=w**2, parameters=(w,))
