"""Exercise 18: large steps first, small steps later."""

import numpy as np


def step_decay(alpha0, t, drop, every):
    """Return the rate at step t, multiplied by drop once for each finished period of `every` steps."""
    return alpha0 * drop ** (t // every)


def exponential_decay(alpha0, t, k):
    """Return the rate at step t; each step leaves the share e⁻ᵏ of the rate before it."""
    return alpha0 * np.exp(-k * t)


def inverse_time_decay(alpha0, t, k):
    """Return the rate at step t; after 1/k steps it is halved, after 3/k steps halved again."""
    return alpha0 / (1 + k * t)


def cosine_decay(alpha0, t, t_max):
    """Return the rate at step t of t_max."""
    # (1 + cos)/2 goes from 1 to 0 while the angle goes from 0 to π, flat at both ends.
    return alpha0 * (1 + np.cos(np.pi * t / t_max)) / 2


def update(theta, gradient, alpha0, t, schedule):
    """Return theta after a step with the rate that the schedule gives; both arrays have shape (n,)."""
    return theta - schedule(alpha0, t) * gradient
