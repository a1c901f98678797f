"""Exercise 13: one sample at a time."""

import numpy as np


def compute_gradient(x_i, y_i, w, b):
    """
    Return the partial derivatives of one sample's cost at the point (w, b).

    Parameters
    ----------
    x_i : array of shape (n,), the features of the sample
    y_i : float, its target
    w : array of shape (n,)
    b : float

    Returns
    -------
    dw : array of shape (n,)
    db : float
    """
    raise NotImplementedError("fill in compute_gradient")


def update(x_i, y_i, w, b, alpha):
    """
    Take one step from the point (w, b) with one sample.

    Parameters
    ----------
    x_i, y_i, w, b : as in compute_gradient
    alpha : float, the learning rate

    Returns
    -------
    w : array of shape (n,), after the step
    b : float, after the step
    """
    raise NotImplementedError("fill in update")


def epoch(X, y, w, b, alpha, order):
    """
    Take one step for each sample, in the given order.

    Parameters
    ----------
    X : array of shape (m, n), one row for each sample
    y : array of shape (m,), the targets
    w, b, alpha : as in update; w and b are the start
    order : array of shape (m,), the row numbers in the order of the steps

    Returns
    -------
    w : array of shape (n,), after the last step
    b : float, after the last step
    """
    raise NotImplementedError("fill in epoch")
