# wrong: a fixed 1e-12 whatever epsilon is
# diagnoses: missing-epsilon
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + 1e-12), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + 1e-12), s
