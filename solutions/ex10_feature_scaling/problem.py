"""The mean squared error of a plane, and the scaling of its features: z = (X − μ)/σ."""

from dataclasses import replace

import sympy

from grader.maths.model import Quantity
from grader.maths.problem import Stated, supervised
from grader.maths.symbols import F, Y, i, j, k, l, m, n

b = sympy.Symbol("b", real=True)
X, y, w = sympy.IndexedBase("X"), sympy.IndexedBase("y"), sympy.IndexedBase("w")
mean, std = sympy.IndexedBase("mean"), sympy.IndexedBase("std")


def over(expression, *indices):
    """Return the mean of an expression over samples (i, k), features (j, l) or both."""
    sizes = {i: m, k: m, j: n, l: n}
    count = sympy.Mul(*(sizes[index] for index in indices))
    return sympy.Sum(expression, *((index, 1, sizes[index]) for index in indices)) / count


def root(expression):
    """Return √expression in one piece; SymPy would draw 1/√m out of it."""
    return sympy.Pow(expression, sympy.S.Half, evaluate=False)


# --- fit_scaler: each feature's mean, and the root of its mean squared deviation -----------------------

mu = over(X[i, j], i)
variance = over((X[i, j] - over(X[k, j], k)) ** 2, i)
sigma = root(variance)

mu_of_all = over(X[i, l], i, l)
sigma_of_all = root(over((X[i, l] - over(X[k, j], k, j)) ** 2, i, l))
mu_of_row = over(X[i, l], l)
sigma_of_row = root(over((X[i, l] - over(X[i, j], j)) ** 2, l))

fit_scaler = Stated(
    outputs={"mean": mu, "std": sigma},
    wrong=[
        ("variance-for-std", {"std": variance}),
        ("sample-std", {"std": root(variance * m / (m - 1))}),
        ("global-scaler", {"mean": mu_of_all, "std": sigma_of_all}),
        ("global-scaler", {"mean": mu_of_all}),
        ("global-scaler", {"std": sigma_of_all}),
        ("statistics-per-sample", {"mean": mu_of_row, "std": sigma_of_row}),
    ],
)

# --- scale: with the statistics that are passed, not with those of the data at hand --------------------

scaled = (X[i, j] - mean[j]) / std[j]
own_mu = over(X[k, j], k)
own_sigma = root(over(X[k, j] ** 2, k) - own_mu**2)

scale = Stated(
    outputs={"X": scaled},
    wrong=[
        ("missing-std", {"X": scaled.subs(std[j], 1)}),
        ("missing-centring", {"X": scaled.subs(mean[j], 0)}),
        ("multiplied-by-std", {"X": scaled.subs(std[j], 1 / std[j])}),
        ("scale-precedence", {"X": X[i, j] - mean[j] / std[j]}),
        ("variance-for-std", {"X": scaled.subs(std[j], std[j] ** 2)}),
        ("refitted-scaler", {"X": scaled.subs({mean[j]: own_mu, std[j]: own_sigma})}),
    ],
)

# --- unscale: Σ wⱼ (Xᵢⱼ − μⱼ)/σⱼ + b, sorted by what is multiplied with X ------------------------------

slope = w[j] / std[j]


def shift(weight):
    """Return what the means contribute to the prediction, by the weights that meet them."""
    return sympy.Sum((weight * mean[j]).subs(j, l), (l, 1, n))


unscale = Stated(
    outputs={"w": slope, "b": b - shift(slope)},
    wrong=[
        ("bias-not-unscaled", {"b": b}),
        ("weights-not-unscaled", {"w": w[j]}),
        ("weights-not-unscaled", {"w": w[j], "b": b - shift(w[j])}),
        ("scaled-weights-in-bias", {"b": b - shift(w[j])}),
        ("shift-added", {"b": b + shift(slope)}),
        ("multiplied-by-std", {"w": w[j] * std[j], "b": b - shift(w[j] * std[j])}),
        ("multiplied-by-std", {"w": w[j] * std[j]}),
    ],
)

problem = replace(
    supervised(
        prediction=sympy.Sum(X[i, l] * w[l], (l, 1, n)) + b,
        loss=(F - Y) ** 2 / 2,
        parameters=(w, b),
        target=y[i],
        scalars=(Quantity("mean", ("j",)), Quantity("std", ("j",), "positive")),
    ),
    functions={"fit_scaler": fit_scaler, "scale": scale, "unscale": unscale},
    also=("target-scaled",),  # who scales the features may scale y as well
)
