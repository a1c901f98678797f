# wrong: theta[0] is stored before the gradient for theta[1] is taken
# diagnoses: sequential-update [w, b]
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return float(np.mean(error * x)), float(np.mean(error))


def update(x, y, w, b, alpha):
    theta = [w, b]
    for j in range(2):
        gradient = compute_gradient(x, y, theta[0], theta[1])
        theta[j] = theta[j] - alpha * gradient[j]
    return theta[0], theta[1]
