# right: exact fractions, returned as fractions
from fractions import Fraction


def compute_gradient(x, y, w, b):
    w, b = Fraction(w), Fraction(b)
    total_w = Fraction(0)
    total_b = Fraction(0)
    for xi, yi in zip(x.tolist(), y.tolist()):
        e = w * Fraction(xi) + b - Fraction(yi)
        total_w += e * Fraction(xi)
        total_b += e
    return total_w / len(x), total_b / len(x)


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return Fraction(w) - Fraction(alpha) * dw, Fraction(b) - Fraction(alpha) * db
