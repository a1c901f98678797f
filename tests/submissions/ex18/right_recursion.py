# right: step decay by recursion
import numpy as np


def step_decay(alpha0, t, drop, every):
    if t < every:
        return alpha0
    return drop * step_decay(alpha0, t - every, drop, every)


def exponential_decay(alpha0, t, k):
    return alpha0 if t == 0 else np.exp(-k) * exponential_decay(alpha0, t - 1, k)


def inverse_time_decay(alpha0, t, k):
    return 1 / (1 / alpha0 + k * t / alpha0)


def cosine_decay(alpha0, t, t_max):
    return alpha0 * (1 - np.sin(np.pi * t / (2 * t_max)) ** 2)


def update(theta, gradient, alpha0, t, schedule):
    return theta + gradient * -schedule(alpha0, t)
