# wrong: m and v as they are
# diagnoses: missing-bias-correction
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    theta = theta - alpha * m / (np.sqrt(v) + epsilon)
    return theta, m, v
