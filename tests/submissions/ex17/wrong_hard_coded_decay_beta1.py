# wrong: 0.9 for the first average
# diagnoses: hard-coded-decay
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = 0.9 * m + 0.1 * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - beta2**t)
    theta = theta - alpha * m_hat / (np.sqrt(v_hat) + epsilon)
    return theta, m, v
