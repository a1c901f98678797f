# wrong: RMSprop is AdaGrad with another name
# diagnoses: missing-decay
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    s = s + gradient**2
    theta = theta - alpha * gradient / (np.sqrt(s) + epsilon)
    return theta, s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = s + gradient**2
    return theta - alpha * gradient / (np.sqrt(s) + epsilon), s
