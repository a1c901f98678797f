"""Exercise 21: two layers."""

import numpy as np


def forward(X, params):
    """
    Return the output of the network for each sample.

    Parameters
    ----------
    X : array of shape (m, n)
    params : dictionary with
        "W1", array of shape (n, h)
        "b1", array of shape (h,)
        "W2", array of shape (h,)
        "b2", float

    Returns
    -------
    out : array of shape (m,)
    """
    raise NotImplementedError("fill in forward")


def compute_gradient(X, y, params):
    """
    Return the partial derivatives of the cost J at the point params.

    Parameters
    ----------
    X, params : as in forward
    y : array of shape (m,), targets

    Returns
    -------
    gradient : dictionary with the keys of params, each entry shaped like its parameter
    """
    raise NotImplementedError("fill in compute_gradient")


def update(X, y, params, alpha):
    """
    Take one step of gradient descent from the point params.

    Parameters
    ----------
    X, y, params : as in compute_gradient; params before the step
    alpha : float, the learning rate

    Returns
    -------
    params : dictionary with the same keys, after the step
    """
    raise NotImplementedError("fill in update")
