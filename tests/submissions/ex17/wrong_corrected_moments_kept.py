# wrong: m and v are overwritten by the corrected ones
# diagnoses: corrected-moments-kept
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m = m / (1 - beta1**t)
    v = v / (1 - beta2**t)
    return theta - alpha * m / (np.sqrt(v) + epsilon), m, v
