# wrong: the step is added
# diagnoses: gradient-ascent
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    return theta + alpha * gradient / (np.sqrt(s) + epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    return theta + alpha * gradient / (np.sqrt(s) + epsilon), s
