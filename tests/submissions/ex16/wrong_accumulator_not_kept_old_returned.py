# wrong: hands back the s that came in
# diagnoses: accumulator-not-kept
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    avg = rho * s + (1 - rho) * gradient**2
    theta = theta - alpha * gradient / (np.sqrt(avg) + epsilon)
    return theta, s
