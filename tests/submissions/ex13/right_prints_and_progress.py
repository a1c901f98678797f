# right: a progress bar, prints, a loss history that is not asked for
import numpy as np
from tqdm import tqdm


def compute_gradient(x_i: np.ndarray, y_i: float, w: np.ndarray, b: float) -> tuple[np.ndarray, float]:
    error = float(x_i @ w + b - y_i)
    return error * x_i, error


def update(x_i, y_i, w, b, alpha=0.01):
    dw, db = compute_gradient(x_i, y_i, w, b)
    tmp_w = w - alpha * dw
    tmp_b = b - alpha * db
    return tmp_w, tmp_b


def epoch(X, y, w, b, alpha=0.01, order=None, verbose=True):
    history = []
    for step, i in enumerate(tqdm(order)):
        w, b = update(X[i], y[i], w, b, alpha)
        history.append(np.mean((X @ w + b - y) ** 2) / 2)
        if verbose:
            print(f"step {step}: sample {i}, cost {history[-1]:.3f}")
    return w, b


if __name__ == "__main__":
    X = np.arange(6.0).reshape(3, 2)
    print(epoch(X, X.sum(axis=1), np.zeros(2), 0.0, 0.01, np.random.permutation(3)))
