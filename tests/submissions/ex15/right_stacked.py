# right: both rows in one array
import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    A = np.array([[1.0, -alpha * beta, -alpha], [0.0, beta, 1.0]])
    return A @ np.vstack([theta, velocity, gradient])
