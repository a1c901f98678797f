# right: the paper's shortcut, with epsilon scaled to mean the same
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = m + (1 - beta1) * (gradient - m)
    v = v + (1 - beta2) * (gradient**2 - v)
    root = np.sqrt(1 - beta2**t)
    alpha_t = alpha * root / (1 - beta1**t)
    return theta - alpha_t * m / (np.sqrt(v) + epsilon * root), m, v
