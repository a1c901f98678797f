# wrong: rho at the new square
# diagnoses: swapped-decay
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient * gradient
    rates = alpha / (s**0.5 + epsilon)
    return theta - rates * gradient, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = (1 - rho) * s + rho * gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s
