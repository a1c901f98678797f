# right: further arguments with defaults, never used
import numpy as np


def compute_gradient(x, y, w, b, lambda_=0.0, verbose=False, *args, **kwargs):
    if verbose:
        print("computing the gradient")
    f = np.multiply(w, x) + b
    return np.mean((f - y) * x), np.mean(f - y)


def update(x, y, w, b, alpha, history=None, cost_function=None):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    if history is not None:
        history.append((w, b))
    return w - alpha * dj_dw, b - alpha * dj_db
