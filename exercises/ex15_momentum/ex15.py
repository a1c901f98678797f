"""Exercise 15: keep some speed."""

import numpy as np


def update(theta, velocity, gradient, alpha, beta):
    """
    Take one step of gradient descent with momentum.

    Parameters
    ----------
    theta : array of shape (n,), the parameters before the step
    velocity : array of shape (n,), the velocity before the step
    gradient : array of shape (n,), the gradient at theta
    alpha : float, the learning rate
    beta : float, how much of the velocity is kept

    Returns
    -------
    theta : array of shape (n,), the parameters after the step
    velocity : array of shape (n,), the velocity after the step
    """
    raise NotImplementedError("fill in update")
