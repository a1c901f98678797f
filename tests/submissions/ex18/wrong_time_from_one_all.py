# wrong: t + 1 in all four
# diagnoses: time-from-one
import numpy as np


def step_decay(alpha0, t, drop, every):
    t = t + 1
    return alpha0 * drop ** (t // every)


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-k * (t + 1))


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1 + k * (t + 1))


def cosine_decay(alpha0, t, t_max):
    t = t + 1
    return 0.5 * alpha0 * (1 + np.cos(np.pi * t / t_max))


def update(theta, gradient, alpha0, t, schedule):
    lr = schedule(alpha0, t)
    return theta - lr * gradient
