# wrong: eps is no name here
# diagnoses:
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + eps), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s
