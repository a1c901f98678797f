"""Where optimisers are seen walking: J(θ) = (θ₁² + 25 θ₂²)/2, a long and narrow bowl."""

import sympy

from grader.maths.problem import any_cost

theta = sympy.IndexedBase("theta")

problem = any_cost({"narrow bowl": ((theta[1] ** 2 + 25 * theta[2] ** 2) / 2, 2)}, theta)
