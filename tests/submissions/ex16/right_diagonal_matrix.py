# right: the step sizes as a diagonal matrix
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    G = np.diag(s) + np.diag(np.diag(np.outer(gradient, gradient)))
    D = np.diag(alpha / (np.sqrt(np.diag(G)) + epsilon))
    return theta - D @ gradient, np.diag(G)


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = np.average([s, gradient**2], axis=0, weights=[rho, 1 - rho])
    D = np.diag(alpha / (np.sqrt(s) + epsilon))
    return theta - D @ gradient, s
