# right: component by component into new arrays
import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    n = len(theta)
    new_theta = np.zeros(n)
    new_velocity = np.zeros(n)
    for j in range(n):
        new_velocity[j] = beta * velocity[j] + gradient[j]
        new_theta[j] = theta[j] - alpha * new_velocity[j]
    return new_theta, new_velocity
