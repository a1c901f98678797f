# wrong: the velocity is made anew in every call
# diagnoses: velocity-not-kept
import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    v = np.zeros_like(theta)
    v = beta * v + gradient
    theta = theta - alpha * v
    return theta, v
