# right: fractions
from fractions import Fraction


def compute_gradient(w):
    return 2 * Fraction(w)


def update(w, alpha):
    return Fraction(w) - Fraction(alpha) * compute_gradient(w)
