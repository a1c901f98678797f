# wrong: the new square enters whole
# diagnoses: missing-new-weight
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient * gradient
    rates = alpha / (s**0.5 + epsilon)
    return theta - rates * gradient, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s
