# right: a scheduler class, functools.partial, arrays of one number
import functools

import numpy as np


class Scheduler:
    def __init__(self, alpha0):
        self.alpha0 = alpha0

    def rate(self, factor):
        return np.array([self.alpha0 * factor])


def step_decay(alpha0, t, drop, every):
    return Scheduler(alpha0).rate(drop ** (t // every))


def exponential_decay(alpha0, t, k):
    return Scheduler(alpha0).rate(np.exp(-k * t))


def inverse_time_decay(alpha0, t, k):
    return Scheduler(alpha0).rate(1 / (1 + k * t))


def cosine_decay(alpha0, t, t_max):
    return Scheduler(alpha0).rate((1 + np.cos(np.pi * t / t_max)) / 2)


def update(theta, gradient, alpha0, t, schedule):
    at = functools.partial(schedule, alpha0)
    return np.subtract(theta, np.multiply(at(t), gradient))
