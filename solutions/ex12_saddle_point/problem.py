"""f(u, v) = u² − v² + v⁴/4: a saddle at the origin between two valleys, and the table of its curvatures."""

from dataclasses import replace

import sympy

from grader.maths.problem import Stated, any_cost

p = sympy.IndexedBase("p")
u, v = p[1], p[2]

f = u**2 - v**2 + v**4 / 4

# No function of the learner's returns the Hessian: procedures.py reads it to know what classify should say.
hessian = Stated(outputs={"uu": f.diff(u, u), "uv": f.diff(u, v), "vv": f.diff(v, v)})

problem = replace(any_cost({"f": (f, 2)}, p), functions={"hessian": hessian})
