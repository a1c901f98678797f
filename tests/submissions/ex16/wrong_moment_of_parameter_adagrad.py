# wrong: the squares of theta are added up
# diagnoses: moment-of-parameter
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + theta**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    avg = rho * s + (1 - rho) * np.square(gradient)
    return theta - alpha / (np.sqrt(avg) + epsilon) * gradient, avg
