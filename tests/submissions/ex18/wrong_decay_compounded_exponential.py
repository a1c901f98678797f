# wrong: the decay of each step on top of the one before
# diagnoses: decay-compounded
import numpy as np


def step_decay(alpha0, t, drop, every):
    return alpha0 * np.power(drop, np.floor(t / every))


def exponential_decay(alpha0, t, k):
    alpha = alpha0
    for step in range(t + 1):
        alpha *= np.exp(-k * step)
    return alpha


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    progress = t / t_max
    return alpha0 * (1 + np.cos(np.pi * progress)) / 2


def update(theta, gradient, alpha0, t, schedule):
    lr = schedule(alpha0, t)
    return theta - lr * gradient
