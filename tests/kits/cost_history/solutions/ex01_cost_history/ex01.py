"""Lab 01: a history without its beginning."""

import numpy as np


def computeCost(X, y, theta):
    """Return J = 1/m Σ ((Xθ)ᵢ − yᵢ)²."""
    return np.mean((X @ theta - y) ** 2)


def gradientDescent(X, y, theta, alpha, num_iters):
    """Return theta after num_iters steps, and the cost after each."""
    J_history = []
    for _ in range(num_iters):
        theta = theta - alpha * 2 * X.T @ (X @ theta - y) / len(y)
        J_history.append(computeCost(X, y, theta))
    return theta, np.array(J_history)
