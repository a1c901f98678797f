# wrong: K at the top of the file
# diagnoses: global-instead-of-argument
import numpy as np

K = 0.07


def step_decay(alpha0, t, drop, every):
    n_drops = t // every
    return alpha0 * drop**n_drops


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-K * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 * 1 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    progress = t / t_max
    return alpha0 * (1 + np.cos(np.pi * progress)) / 2


def update(theta, gradient, alpha0, t, schedule):
    lr = schedule(alpha0, t)
    return theta - lr * gradient
