# wrong: theta first in one, no alpha in the other
# diagnoses: stale-moment; ignored-alpha
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s + gradient**2


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    return theta - gradient / (np.sqrt(s) + epsilon), s
