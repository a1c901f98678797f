# right: np.matrix rows inside, a flat array on the way out
import numpy as np


def update(w, grad, learning_rate):
    row = np.matrix(w) - learning_rate * np.matrix(grad)
    return np.asarray(row).ravel()


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init
    for _ in range(n_steps):
        w = update(w, grad_fn(w), learning_rate)
    return w
