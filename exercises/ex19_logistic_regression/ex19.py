"""Exercise 19: yes or no."""

import numpy as np


def sigmoid(z):
    """
    Return 1/(1 + e^−z) for each z, however large it is.

    Parameters
    ----------
    z : array of shape (k,), scores

    Returns
    -------
    p : array of shape (k,), probabilities
    """
    raise NotImplementedError("fill in sigmoid")


def compute_cost(X, y, w, b):
    """
    Return the mean cross-entropy J at the point (w, b).

    Parameters
    ----------
    X : array of shape (m, n)
    y : array of shape (m,), labels 0 and 1
    w : array of shape (n,)
    b : float

    Returns
    -------
    cost : float
    """
    raise NotImplementedError("fill in compute_cost")


def compute_gradient(X, y, w, b):
    """
    Return the partial derivatives of the cost J at the point (w, b).

    Parameters
    ----------
    X, y, w, b : as in compute_cost

    Returns
    -------
    dw : array of shape (n,)
    db : float
    """
    raise NotImplementedError("fill in compute_gradient")


def update(X, y, w, b, alpha):
    """
    Take one step of gradient descent from the point (w, b).

    Parameters
    ----------
    X, y, w, b : as in compute_cost; w and b before the step
    alpha : float, the learning rate

    Returns
    -------
    w : array of shape (n,), the weights after the step
    b : float, after the step
    """
    raise NotImplementedError("fill in update")
