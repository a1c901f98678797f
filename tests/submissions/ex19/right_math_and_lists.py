# right: math, comprehensions and an if for the sign
import math


def one(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def sigmoid(z):
    return [one(score) for score in z]


def probabilities(X, w, b):
    return sigmoid([sum(v * weight for v, weight in zip(row, w)) + b for row in X])


def compute_cost(X, y, w, b):
    total = 0.0
    for label, p in zip(y, probabilities(X, w, b)):
        total -= math.log(p) if label == 1 else math.log(1 - p)
    return total / len(y)


def compute_gradient(X, y, w, b):
    m = len(y)
    errors = [p - label for p, label in zip(probabilities(X, w, b), y)]
    dw = [sum(e * row[j] for e, row in zip(errors, X)) / m for j in range(len(w))]
    return dw, sum(errors) / m


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return [weight - alpha * d for weight, d in zip(w, dw)], b - alpha * db
