"""Exercise 17: both at once."""

import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return (theta, m, v) after step number t, counted from 1; all arrays have shape (n,)."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    # From a start at zero, the weights of t gradients add up to 1 − βᵗ; dividing by it makes the mean honest.
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return theta - alpha * m_hat / (np.sqrt(v_hat) + epsilon), m, v
