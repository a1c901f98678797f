# wrong: a product over the steps
# diagnoses: decay-compounded
import numpy as np


def step_decay(alpha0, t, drop, every):
    n_drops = t // every
    return alpha0 * drop**n_drops


def exponential_decay(alpha0, t, k):
    return alpha0 / np.exp(k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    alpha = alpha0
    for s in range(1, t + 1):
        alpha *= (1 + np.cos(np.pi * s / t_max)) / 2
    return alpha


def update(theta, gradient, alpha0, t, schedule):
    return theta - schedule(alpha0, t) * gradient
