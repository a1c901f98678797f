# wrong: only the step is returned
# diagnoses: returned-step
import numpy as np


def update(w, grad, learning_rate):
    return learning_rate * grad


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    w = np.array(w_init, dtype=float)
    step = 0
    while step < n_steps:
        w = update(w, grad_fn(w), learning_rate)
        step += 1
    return w
