# wrong: in place, and without the root
# diagnoses: missing-root; mutated-arguments
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    new_s = s + np.square(gradient)
    scaled = gradient / (np.sqrt(new_s) + epsilon)
    return theta - alpha * scaled, new_s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s[:] = rho * s + (1 - rho) * gradient**2
    theta = theta - alpha * gradient / (s + epsilon)
    return theta, s
