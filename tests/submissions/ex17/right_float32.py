# right: single precision on the way in
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    theta, m, v, g = (np.float32(a) for a in (theta, m, v, gradient))
    b1, b2 = np.float32(beta1), np.float32(beta2)
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_hat = m / (1 - b1**t)
    v_hat = v / (1 - b2**t)
    return theta - np.float32(alpha) * m_hat / (np.sqrt(v_hat) + np.float32(epsilon)), m, v
