# right: every component for itself, with the gradient taken before
import numpy as np


def update(w, grad, learning_rate):
    new_w = np.zeros(len(w))
    for j in range(len(w)):
        new_w[j] = w[j] - learning_rate * grad[j]
    return new_w


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = np.copy(w_init)
    step = 0
    while step < n_steps:
        w = update(w, grad_fn(w), learning_rate)
        step = step + 1
    return w
