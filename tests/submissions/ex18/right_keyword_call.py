# right: the schedule is called by keywords
import numpy as np


def step_decay(alpha0, t, drop, every):
    drops = int(t / every)
    return alpha0 * drop**drops


def exponential_decay(alpha0, t, k):
    return alpha0 * np.e ** (-k * t)


def inverse_time_decay(alpha0, t, k):
    return alpha0 * (1 + k * t) ** -1


def cosine_decay(alpha0, t, t_max):
    fraction = t / t_max
    return alpha0 * 0.5 * (np.cos(fraction * np.pi) + 1)


def update(theta, gradient, alpha0, t, schedule):
    alpha_t = schedule(alpha0=alpha0, t=t)
    theta = np.array(theta)
    theta -= alpha_t * gradient
    return theta
