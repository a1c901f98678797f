# right: the update in single precision
import numpy as np


def update(w, grad, learning_rate):
    return np.float32(w) - np.float32(learning_rate) * np.float32(grad)


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for _ in range(n_steps):
        w = w - learning_rate * grad_fn(w)
    return w.astype(np.float64)
