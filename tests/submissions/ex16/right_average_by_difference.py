# right: the average moves towards the new square
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    total = np.add(s, np.power(gradient, 2))
    return np.subtract(theta, alpha * np.divide(gradient, np.power(total, 0.5) + epsilon)), total


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = s + (1 - rho) * (gradient**2 - s)
    return theta + -alpha * gradient * (np.sqrt(s) + epsilon) ** -1, s
