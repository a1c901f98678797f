# right: the correction as the sum of the weights that the gradients have had
import numpy as np


def total_weight(beta, t):
    return sum((1 - beta) * beta**k for k in range(t))


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    step = (m / total_weight(beta1, t)) / (np.sqrt(v / total_weight(beta2, t)) + epsilon)
    return theta - alpha * step, m, v
