# right: a loop over the components
import math

import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    n = theta.shape[0]
    new_theta, new_m, new_v = np.empty(n), np.empty(n), np.empty(n)
    for j in range(n):
        g = gradient[j]
        new_m[j] = beta1 * m[j] + (1 - beta1) * g
        new_v[j] = beta2 * v[j] + (1 - beta2) * g * g
        m_hat = new_m[j] / (1 - math.pow(beta1, t))
        v_hat = new_v[j] / (1 - math.pow(beta2, t))
        new_theta[j] = theta[j] - alpha * m_hat / (math.sqrt(v_hat) + epsilon)
    return new_theta, new_m, new_v
