# wrong: theta is scaled by alpha
# diagnoses: decayed-parameter
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    theta = theta - alpha * theta
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    avg = rho * s + (1 - rho) * np.square(gradient)
    return theta - alpha / (np.sqrt(avg) + epsilon) * gradient, avg
