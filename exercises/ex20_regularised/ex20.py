"""Exercise 20: keep theta small."""

import numpy as np


def compute_gradient(theta, X, y, lambda_):
    """
    Return the gradient of the penalised cost J at theta.

    Parameters
    ----------
    theta : array of shape (n + 1,), the parameters, the intercept first
    X : array of shape (m, n + 1), whose first column is all ones
    y : array of shape (m,), the targets
    lambda_ : float, the weight of the penalty

    Returns
    -------
    gradient : array of shape (n + 1,), one partial derivative per parameter
    """
    raise NotImplementedError("fill in compute_gradient")


def update(theta, X, y, alpha, lambda_):
    """
    Take one step of gradient descent from theta.

    Parameters
    ----------
    theta, X, y, lambda_ : as in compute_gradient; theta before the step
    alpha : float, the learning rate

    Returns
    -------
    theta : array of shape (n + 1,), the parameters after the step
    """
    raise NotImplementedError("fill in update")
