# wrong: s += in the caller's array
# diagnoses: mutated-arguments
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s += gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    avg = rho * s + (1 - rho) * np.square(gradient)
    return theta - alpha / (np.sqrt(avg) + epsilon) * gradient, avg
