# wrong: no root in AdaGrad, weights exchanged in RMSprop
# diagnoses: missing-root; swapped-decay
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    return theta - alpha * gradient / (s + epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = (1 - rho) * s + rho * gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s
