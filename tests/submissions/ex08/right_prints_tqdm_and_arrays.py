# right: prints, a progress bar, type hints and arrays of one element
from typing import Tuple

import matplotlib.pyplot as plt
import numpy as np
from tqdm import tqdm


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x: np.ndarray, y: np.ndarray, w: float, b: float, alpha: float, epsilon: float,
            max_iterations: int) -> Tuple[float, float, int, bool]:
    converged = False
    n_steps = np.int64(0)
    w, b = np.array([w]), np.array([b])
    for _ in tqdm(range(max_iterations)):
        dw, db = compute_gradient(x, y, w, b)
        if np.abs(dw) < epsilon and np.abs(db) < epsilon:
            print("converged after", n_steps, "steps")
            break
        w, b = update(x, y, w, b, alpha)
        n_steps += 1
    dw, db = compute_gradient(x, y, w, b)
    converged = np.abs(dw) < epsilon and np.abs(db) < epsilon
    return w, b, n_steps, np.array(converged)


if __name__ == "__main__":
    plt.plot([1, 2], [3, 4])
