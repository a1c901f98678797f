"""Exercise 21: two layers."""

import numpy as np


def forward(X, params):
    """Return out = tanh(X W1 + b1) W2 + b2, one number per sample; X (m, n), out (m,)."""
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    """Return ∂J/∂θ for each parameter θ, as a dictionary like params."""
    hidden = np.tanh(X @ params["W1"] + params["b1"])  # (m, h)
    error = hidden @ params["W2"] + params["b2"] - y  # (m,): slope of a sample's cost in its output
    # Backwards: the output moves W2 times as fast as a hidden unit, and that tanh′ = 1 − tanh² times
    # as fast as its score. What is left for W1 and b1 is a linear model of each score.
    slope = np.outer(error, params["W2"]) * (1 - hidden**2)  # (m, h): slope in each score
    return {
        "W1": X.T @ slope / len(y),
        "b1": np.mean(slope, axis=0),
        "W2": hidden.T @ error / len(y),
        "b2": np.mean(error),
    }


def update(X, y, params, alpha):
    """Return params after one step; every slope belongs to the old params."""
    gradient = compute_gradient(X, y, params)
    return {name: value - alpha * gradient[name] for name, value in params.items()}
