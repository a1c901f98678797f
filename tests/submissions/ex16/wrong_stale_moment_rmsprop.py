# wrong: the step is divided by the old root
# diagnoses: stale-moment
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    new_s = s + np.square(gradient)
    scaled = gradient / (np.sqrt(new_s) + epsilon)
    return theta - alpha * scaled, new_s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    new_s = rho * s + (1 - rho) * gradient**2
    new_theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return new_theta, new_s
