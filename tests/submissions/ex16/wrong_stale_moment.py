# wrong: theta first, then s
# diagnoses: stale-moment
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    s = s + gradient**2
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = s + (1 - rho) * (gradient**2 - s)
    theta = theta - alpha * gradient / (epsilon + np.sqrt(s))
    return theta, s
