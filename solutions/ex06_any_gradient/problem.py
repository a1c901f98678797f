"""Four valleys: a parabola, a round bowl, a long narrow one, and Rosenbrock's curved valley."""

import sympy

from grader.maths.problem import any_cost

w = sympy.IndexedBase("w")

problem = any_cost(
    costs={
        "parabola": ((w[1] - 3) ** 2, 1),
        "squared norm": (w[1] ** 2 + w[2] ** 2 + w[3] ** 2, 3),
        "narrow bowl": ((w[1] ** 2 + 10 * w[2] ** 2) / 2, 2),
        "Rosenbrock": ((1 - w[1]) ** 2 + 100 * (w[2] - w[1] ** 2) ** 2, 2),
    },
    parameter=w,
)
