# wrong: the gradient comes back
# diagnoses: returned-gradient
import numpy as np


def step_decay(alpha0, t, drop, every):
    return alpha0 * np.power(drop, np.floor(t / every))


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    return 0.5 * alpha0 * (1 + np.cos(np.pi * t / t_max))


def update(theta, gradient, alpha0, t, schedule):
    alpha = schedule(alpha0, t)
    return gradient
