# right: Decimal, with the inputs converted and the answers left as Decimal
from decimal import Decimal


def D(value):
    return Decimal(repr(float(value)))


def compute_gradient(x, y, w, b):
    w, b = D(w), D(b)
    xs = [D(v) for v in x]
    ys = [D(v) for v in y]
    errors = [w * xi + b - yi for xi, yi in zip(xs, ys)]
    m = Decimal(len(xs))
    return sum(e * xi for e, xi in zip(errors, xs)) / m, sum(errors) / m


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return D(w) - D(alpha) * dw, D(b) - D(alpha) * db
