# wrong: the file's decay
# diagnoses: global-instead-of-argument
import numpy as np

DECAY = 0.925


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = DECAY * s + (1 - DECAY) * gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s
