# right: y minus prediction with the minus in front, more arguments than asked, type hints
from typing import List, Optional, Tuple

import numpy as np


def compute_gradient(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, lambda_: float = 0.0):
    m = X.shape[0]
    residual = y - X @ w - b
    return -(X.T @ residual) / m, -float(np.sum(residual)) / m


def update(X, y, w, b, alpha: float, clip: Optional[float] = None) -> Tuple[np.ndarray, float]:
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


def gradient_descent(
    X: np.ndarray,
    y: np.ndarray,
    w: np.ndarray,
    b: float,
    alpha: float = 0.01,
    num_iterations: int = 1000,
    verbose: bool = False,
    callback=None,
) -> Tuple[np.ndarray, float, List[float]]:
    costs: List[float] = [0.5 * float(np.mean((y - X @ w - b) ** 2))]
    for _ in range(num_iterations):
        w, b = update(X, y, w, b, alpha)
        costs.append(0.5 * float(np.mean((y - X @ w - b) ** 2)))
        if callback is not None:
            callback(w, b)
    return w, b, costs
