"""Exercise 05: walk down the hill."""

import numpy as np


def compute_gradient(X, y, w, b):
    """
    Return the partial derivatives of the cost J at the point (w, b).

    Parameters
    ----------
    X : array of shape (m, n)
    y : array of shape (m, 1)
    w : array of shape (n, 1)
    b : float

    Returns
    -------
    dw : array of shape (n, 1)
    db : float
    """
    raise NotImplementedError("fill in compute_gradient")


def update(X, y, w, b, alpha):
    """
    Take one step of gradient descent from the point (w, b).

    Parameters
    ----------
    X, y, w, b : as in compute_gradient
    alpha : float, the learning rate

    Returns
    -------
    w : array of shape (n, 1), the weights after the step
    b : float, after the step
    """
    raise NotImplementedError("fill in update")


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    """
    Take num_iterations steps from the point (w, b).

    Parameters
    ----------
    X, y, w, b : as in compute_gradient; w and b are the start
    alpha : float, the learning rate
    num_iterations : int, the number of steps

    Returns
    -------
    w : array of shape (n, 1), the weights after the last step
    b : float, after the last step
    costs : array of shape (num_iterations + 1,), the cost before the first step and after each step
    """
    raise NotImplementedError("fill in gradient_descent")
