# wrong: drops in every step
# diagnoses: decay-compounded
import numpy as np


def step_decay(alpha0, t, drop, every):
    alpha = alpha0
    for i in range(t):
        alpha = alpha * drop
    return alpha


def exponential_decay(alpha0, t, k):
    return alpha0 / np.exp(k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    progress = t / t_max
    return alpha0 * (1 + np.cos(np.pi * progress)) / 2


def update(theta, gradient, alpha0, t, schedule):
    alpha = schedule(alpha0, t)
    theta = theta - alpha * gradient
    return theta
