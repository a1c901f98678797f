# wrong: the next sum is this square
# diagnoses: accumulator-not-kept
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    g2 = gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s + g2) + epsilon)
    return theta, g2


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    avg = rho * s + (1 - rho) * np.square(gradient)
    return theta - alpha / (np.sqrt(avg) + epsilon) * gradient, avg
