# wrong: only the sign of the velocity moves theta
# diagnoses:
import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    velocity = beta * velocity + gradient
    return theta - alpha * np.sign(velocity), velocity
