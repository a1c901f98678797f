# wrong: no alpha in RMSprop
# diagnoses: ignored-alpha
import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    new_s = s + np.square(gradient)
    scaled = gradient / (np.sqrt(new_s) + epsilon)
    return theta - alpha * scaled, new_s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * gradient**2
    return theta - gradient / (np.sqrt(s) + epsilon), s
