# wrong: absolute values instead of squares
# diagnoses:
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + np.abs(gradient)
    return theta - alpha * gradient / (s + epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s
