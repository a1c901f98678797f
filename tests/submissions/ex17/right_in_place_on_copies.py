# right: in place on copies
import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    theta, m, v = theta.copy(), m.copy(), v.copy()
    m *= beta1
    m += (1 - beta1) * gradient
    v *= beta2
    v += (1 - beta2) * gradient * gradient
    theta -= alpha * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return theta, m, v
