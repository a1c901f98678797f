# right: fractions, returned as fractions in a list
from fractions import Fraction as Q


def errors(x, y, w, b):
    return [Q(w) * Q(float(xi)) + Q(b) - Q(float(yi)) for xi, yi in zip(x, y)]


def compute_cost(x, y, w, b):
    return sum(e**2 for e in errors(x, y, w, b)) / (2 * len(x))


def compute_gradient(x, y, w, b):
    es = errors(x, y, w, b)
    return [sum(e * Q(float(xi)) for e, xi in zip(es, x)) / len(x), sum(es) / len(x)]
