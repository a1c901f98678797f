# wrong: the shortcut of the paper
# diagnoses: epsilon-before-correction
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    alpha_t = alpha * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    theta = theta - alpha_t * m / (np.sqrt(v) + epsilon)
    return theta, m, v
