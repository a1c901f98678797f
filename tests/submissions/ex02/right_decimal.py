# right: Decimal
from decimal import Decimal


def convert(values):
    return [Decimal(float(v)) for v in values]


def compute_cost(x, y, w, b):
    w, b = convert([w, b])
    return sum((w * u + b - v) ** 2 for u, v in zip(convert(x), convert(y))) / (2 * len(x))


def compute_gradient(x, y, w, b):
    w, b = convert([w, b])
    x, y = convert(x), convert(y)
    dw = sum((w * u + b - v) * u for u, v in zip(x, y)) / len(x)
    db = sum(w * u + b - v for u, v in zip(x, y)) / len(x)
    return dw, db
