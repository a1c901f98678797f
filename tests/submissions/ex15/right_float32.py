# right: single precision
import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    theta, velocity, gradient = (np.asarray(a, dtype=np.float32) for a in (theta, velocity, gradient))
    velocity = np.float32(beta) * velocity + gradient
    return theta - np.float32(alpha) * velocity, velocity
