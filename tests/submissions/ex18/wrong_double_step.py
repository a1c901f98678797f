# wrong: the step is taken twice
# diagnoses: double-step
import numpy as np


def step_decay(alpha0, t, drop, every):
    return alpha0 * drop ** (t // every)


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    return 0.5 * alpha0 * (1 + np.cos(np.pi * t / t_max))


def update(theta, gradient, alpha0, t, schedule):
    alpha = schedule(alpha0, t)
    for _ in range(2):
        theta = theta - alpha * gradient
    return theta
