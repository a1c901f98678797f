# right: plots all four when it is run
import matplotlib.pyplot as plt
import numpy as np


def step_decay(alpha0, t, drop, every):
    return np.float64(alpha0) * np.power(drop, t // every)


def exponential_decay(alpha0, t, k):
    return alpha0 * np.exp(-k * t)


def inverse_time_decay(alpha0, t, k):
    return np.divide(alpha0, 1 + k * t)


def cosine_decay(alpha0, t, t_max):
    return alpha0 * (1 + np.cos(np.pi * t / t_max)) / 2


def update(theta, gradient, alpha0, t, schedule):
    return theta - schedule(alpha0, t) * gradient


steps = np.arange(50)
plt.plot(steps, [step_decay(0.1, t, 0.5, 10) for t in steps], label="step")
plt.plot(steps, [cosine_decay(0.1, t, 50) for t in steps], label="cosine")
plt.legend()
plt.show()
print(update(np.array([1.0]), np.array([2.0]), 0.1, 3, lambda a, t: exponential_decay(a, t, 0.1)))
