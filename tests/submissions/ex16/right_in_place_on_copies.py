# right: += and -= on copies
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    theta, s = theta.copy(), s.copy()
    s += gradient**2
    theta -= alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    theta, s = np.array(theta), np.array(s)
    s *= rho
    s += (1 - rho) * gradient**2
    theta -= alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s
