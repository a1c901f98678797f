"""Exercise 04: give every feature its own slope."""

import numpy as np


def compute_gradient(X, y, w, b):
    """
    Return the partial derivatives of the cost J at the point (w, b).

    Parameters
    ----------
    X : array of shape (m, n), one row per sample, one column per feature
    y : array of shape (m, 1), the targets
    w : array of shape (n, 1), one weight per feature
    b : float

    Returns
    -------
    dw : array of shape (n, 1), one partial derivative per weight
    db : float, ∂J/∂b
    """
    raise NotImplementedError("fill in compute_gradient")


def update(X, y, w, b, alpha):
    """
    Take one step of gradient descent from the point (w, b).

    Parameters
    ----------
    X : array of shape (m, n)
    y : array of shape (m, 1)
    w : array of shape (n, 1), the weights before the step
    b : float, before the step
    alpha : float, the learning rate

    Returns
    -------
    w : array of shape (n, 1), the weights after the step
    b : float, after the step
    """
    raise NotImplementedError("fill in update")
