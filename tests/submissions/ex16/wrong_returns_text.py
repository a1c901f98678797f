# wrong: text comes back
# diagnoses:
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    return str(theta - alpha * gradient / (np.sqrt(s) + epsilon)), str(s)


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = s + (1 - rho) * (gradient**2 - s)
    theta = theta - alpha * gradient / (epsilon + np.sqrt(s))
    return theta, s
