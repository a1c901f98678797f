# wrong: update has a schedule of its own
# diagnoses:
import numpy as np


def step_decay(alpha0, t, drop, every):
    return alpha0 * np.power(drop, np.floor(t / every))


def exponential_decay(alpha0, t, k):
    return alpha0 / np.exp(k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 * 1 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    progress = t / t_max
    return alpha0 * (1 + np.cos(np.pi * progress)) / 2


def update(theta, gradient, alpha0, t, schedule):
    return theta - alpha0 * 0.95**t * gradient
