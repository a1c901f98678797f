# wrong: the sum is begun anew in every call
# diagnoses: accumulator-not-kept
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    G = np.zeros_like(theta)
    G = G + gradient**2
    theta = theta - alpha * gradient / (np.sqrt(G) + epsilon)
    return theta, G


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s
