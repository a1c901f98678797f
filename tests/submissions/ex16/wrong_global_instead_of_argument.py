# wrong: the file's learning rate
# diagnoses: global-instead-of-argument
import numpy as np

learning_rate = 0.025


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s
