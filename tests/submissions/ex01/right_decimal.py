# right: Decimal, converted back to float at the end
from decimal import Decimal, getcontext

getcontext().prec = 40


def compute_gradient(w):
    return float(Decimal(2) * Decimal(w))


def update(w, alpha):
    return float(Decimal(w) - Decimal(alpha) * Decimal(2) * Decimal(w))
