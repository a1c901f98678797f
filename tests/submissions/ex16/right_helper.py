# right: one helper for both
import numpy as np


def _apply(theta, s, gradient, alpha, epsilon):
    adapted_lr = alpha / (np.sqrt(s) + epsilon)
    return theta - adapted_lr * gradient, s


def update_adagrad(theta, s, gradient, alpha, epsilon):
    return _apply(theta, s + gradient**2, gradient, alpha, epsilon)


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    return _apply(theta, rho * s + (1 - rho) * gradient**2, gradient, alpha, epsilon)
