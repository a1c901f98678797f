# right: lists come back; grad_fn gets an array each time
import numpy as np


def update(w, grad, learning_rate):
    return [wi - learning_rate * gi for wi, gi in zip(w, grad)]


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = list(w_init)
    for _ in range(n_steps):
        w = update(w, grad_fn(np.array(w)), learning_rate)
    return w
