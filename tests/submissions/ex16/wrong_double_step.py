# wrong: a 2 from the derivative of the square
# diagnoses: double-step
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient * gradient
    rates = alpha / (s**0.5 + epsilon)
    return theta - rates * gradient, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    return theta - 2 * alpha * gradient / (np.sqrt(s) + epsilon), s
