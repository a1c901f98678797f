# right: -= on a copy of its own
import numpy as np


def update(w, grad, learning_rate):
    w = np.array(w, dtype=float)
    w -= learning_rate * grad
    return w


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = w_init.copy()
    for i in range(n_steps):
        grad = grad_fn(w)
        w -= learning_rate * grad
    return w
