# right: math instead of NumPy, lists come back
import math


def step_decay(alpha0, t, drop, every):
    return alpha0 * math.pow(drop, math.floor(t / every))


def exponential_decay(alpha0, t, k):
    return alpha0 * math.exp(-(k * t))


def inverse_time_decay(alpha0, t, k):
    return alpha0 / (1.0 + k * float(t))


def cosine_decay(alpha0, t, t_max):
    return alpha0 * math.cos(math.pi * t / (2 * t_max)) ** 2


def update(theta, gradient, alpha0, t, schedule):
    alpha = schedule(alpha0, t)
    return [w - alpha * g for w, g in zip(theta, gradient)]
