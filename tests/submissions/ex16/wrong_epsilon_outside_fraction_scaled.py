# wrong: epsilon joins the scaled gradient
# diagnoses: epsilon-outside-fraction
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    scaled = gradient / np.sqrt(s) + epsilon
    return theta - alpha * scaled, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    avg = rho * s + (1 - rho) * np.square(gradient)
    return theta - alpha / (np.sqrt(avg) + epsilon) * gradient, avg
