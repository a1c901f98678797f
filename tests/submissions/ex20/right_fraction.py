# right: fractions
from fractions import Fraction


def compute_gradient(theta, X, y, lambda_):
    t = [Fraction(float(v)) for v in theta]
    rows = [[Fraction(float(v)) for v in row] for row in X]
    errors = [sum(a * b for a, b in zip(t, row)) - Fraction(float(z)) for row, z in zip(rows, y)]
    gradient = []
    for j in range(len(t)):
        s = sum(e * row[j] for e, row in zip(errors, rows))
        if j:
            s += Fraction(float(lambda_)) * t[j]
        gradient.append(s / len(y))
    return gradient


def update(theta, X, y, alpha, lambda_):
    gradient = compute_gradient(theta, X, y, lambda_)
    return [float(t) - alpha * float(g) for t, g in zip(theta, gradient)]
