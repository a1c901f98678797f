# wrong: the velocity is scaled to length one
# diagnoses:
import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    velocity = velocity / np.linalg.norm(velocity)
    return theta - alpha * velocity, velocity
