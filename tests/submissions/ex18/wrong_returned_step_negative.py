# wrong: the change comes back
# diagnoses: returned-step
import numpy as np


def step_decay(alpha0, t, drop, every):
    n_drops = t // every
    return alpha0 * drop**n_drops


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    return 0.5 * alpha0 * (1 + np.cos(np.pi * t / t_max))


def update(theta, gradient, alpha0, t, schedule):
    return -schedule(alpha0, t) * gradient
