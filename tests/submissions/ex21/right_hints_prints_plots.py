# right: type hints, printing, plotting, a demonstration at the end
from typing import Dict, Union

import matplotlib.pyplot as plt
import numpy as np

Params = Dict[str, Union[np.ndarray, float]]
history: list = []


def forward(X: np.ndarray, params: Params) -> np.ndarray:
    """Forward pass."""
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    return hidden @ params["W2"] + params["b2"]


def compute_gradient(X: np.ndarray, y: np.ndarray, params: Params) -> Params:
    """Backward pass."""
    assert X.shape[0] == y.shape[0]
    m = X.shape[0]
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    residual = forward(X, params) - y
    cost = np.sum(residual**2) / (2 * m)
    print("cost", cost)
    grad_out = residual / m
    grad_hidden = np.outer(grad_out, params["W2"]) * (1.0 - hidden**2)
    return {
        "W1": np.dot(X.T, grad_hidden),
        "b1": grad_hidden.sum(axis=0),
        "W2": np.dot(hidden.T, grad_out),
        "b2": float(grad_out.sum()),
    }


def update(X: np.ndarray, y: np.ndarray, params: Params, alpha: float = 0.1) -> Params:
    """One step."""
    gradient = compute_gradient(X, y, params)
    print(f"step with alpha = {alpha}")
    return {name: params[name] - alpha * gradient[name] for name in gradient}


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    X = rng.normal(size=(20, 2))
    y = np.sin(X[:, 0])
    params = {"W1": rng.normal(size=(2, 5)), "b1": np.zeros(5), "W2": rng.normal(size=5), "b2": 0.0}
    for _ in range(100):
        params = update(X, y, params, 0.1)
        history.append(np.mean((forward(X, params) - y) ** 2))
    plt.plot(history)
    plt.show()
