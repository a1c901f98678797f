"""Exercise 16: a step size for every parameter."""

import numpy as np


def step(theta, s, gradient, alpha, epsilon):
    """Return theta after a step whose components are divided by √s + ε; all arrays have shape (n,)."""
    # √s has the unit of a slope, so that the quotient is about ±1, however steep the component is.
    return theta - alpha * gradient / (np.sqrt(s) + epsilon)


def update_adagrad(theta, s, gradient, alpha, epsilon):
    """Return (theta, s) after one step; s is the sum of all squared gradients."""
    s = s + gradient**2
    return step(theta, s, gradient, alpha, epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    """Return (theta, s) after one step; s is a running average of squared gradients."""
    # The weights add up to 1: s stays as large as a typical squared gradient instead of growing for ever.
    s = rho * s + (1 - rho) * gradient**2
    return step(theta, s, gradient, alpha, epsilon), s
