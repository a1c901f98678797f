"""Exercise 21: two layers."""

import numpy as np


def forward(X, params):
    """Return out = tanh(X W1 + b1) W2 + b2, one number per sample; X (m, n), out (m,)."""
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def compute_gradient(X, y, params):
    """Return ∂J/∂θ for each parameter θ, as a dictionary like params."""
    hidden = np.tanh(X @ params["W1"] + params["b1"])  # (m, h)
    at_output = (hidden @ params["W2"] + params["b2"] - y) / len(y)  # (m,): ∂J/∂out
    # One stage further back: out moves W2 times as fast as a hidden unit, and a hidden unit
    # tanh′ = 1 − tanh² times as fast as its score.
    at_score = np.outer(at_output, params["W2"]) * (1 - hidden**2)  # (m, h): ∂J/∂score
    # Scores and outputs are linear in their parameters: what each is multiplied by is its last factor.
    return {
        "W1": X.T @ at_score,
        "b1": at_score.sum(axis=0),
        "W2": hidden.T @ at_output,
        "b2": at_output.sum(),
    }


def update(X, y, params, alpha):
    """Return params after one step; every slope belongs to the old params."""
    gradient = compute_gradient(X, y, params)
    return {name: value - alpha * gradient[name] for name, value in params.items()}
