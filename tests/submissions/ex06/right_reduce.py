# right: functools.reduce
from functools import reduce


def update(w, grad, learning_rate):
    return w - grad * learning_rate


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    return reduce(lambda w, _: update(w, grad_fn(w), learning_rate), range(n_steps), w_init)
