# wrong: multiplies the drops of all steps
# diagnoses: decay-compounded
import numpy as np


def step_decay(alpha0, t, drop, every):
    alpha = alpha0
    for i in range(1, t + 1):
        alpha = alpha * drop ** (i // every)
    return alpha


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 * 1 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    return 0.5 * alpha0 * (1 + np.cos(np.pi * t / t_max))


def update(theta, gradient, alpha0, t, schedule):
    lr = schedule(alpha0, t)
    return theta - lr * gradient
