# right: rates carried from step to step, which comes to the same
import numpy as np


def step_decay(alpha0, t, drop, every):
    alpha = alpha0
    for step in range(1, t + 1):
        if step % every == 0:
            alpha *= drop
    return alpha


def exponential_decay(alpha0, t, k):
    alpha = alpha0
    for _ in range(t):
        alpha = alpha * np.exp(-k)
    return alpha


def inverse_time_decay(alpha0, t, k):
    divisor = 1
    for _ in range(t):
        divisor += k
    return alpha0 / divisor


def cosine_decay(alpha0, t, t_max):
    angle = 0.0
    for _ in range(t):
        angle += np.pi / t_max
    return alpha0 / 2 + alpha0 / 2 * np.cos(angle)


def update(theta, gradient, alpha0, t, schedule):
    new_theta = theta.copy()
    for j in range(len(theta)):
        new_theta[j] -= schedule(alpha0, t) * gradient[j]
    return new_theta
