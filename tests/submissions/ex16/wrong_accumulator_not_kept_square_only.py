# wrong: both forget what came before
# diagnoses: accumulator-not-kept
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = (1 - rho) * gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s
