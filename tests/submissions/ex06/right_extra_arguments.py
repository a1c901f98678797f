# right: momentum and a callback as unused extras, type hints, a guard
from typing import Callable, Optional

import numpy as np


def update(w: np.ndarray, grad: np.ndarray, learning_rate: float, weight_decay: float = 0.0) -> np.ndarray:
    return w - learning_rate * (grad + weight_decay * w)


def gradient_descent(
    grad_fn: Callable[[np.ndarray], np.ndarray],
    w_init: np.ndarray,
    learning_rate: float = 0.1,
    n_steps: int = 50,
    callback: Optional[Callable] = None,
) -> np.ndarray:
    w = np.asarray(w_init, dtype=float)
    for _ in range(n_steps):
        w = update(w, grad_fn(w), learning_rate)
        if callback:
            callback(w)
    return w


if __name__ == "__main__":
    print(gradient_descent(lambda w: 2 * w, np.array([4.0])))
