"""Exercise 14: a few samples at a time."""

import numpy as np


def batches(m, batch_size, order):
    """
    Cut the samples into batches.

    Parameters
    ----------
    m : int, the number of samples
    batch_size : int, the number of samples in each batch but the last, which may be shorter
    order : array of shape (m,), the row numbers in the order in which they are used

    Returns
    -------
    list of arrays with the row numbers of each batch
    """
    raise NotImplementedError("fill in batches")


def compute_gradient(X, y, w, b):
    """
    Return the partial derivatives of the mean cost over the samples that are given.

    Parameters
    ----------
    X : array of shape (m, n)
    y : array of shape (m,)
    w : array of shape (n,)
    b : float

    Returns
    -------
    dw : array of shape (n,)
    db : float
    """
    raise NotImplementedError("fill in compute_gradient")


def update(X, y, w, b, alpha):
    """
    Take one step from the point (w, b) with the samples that are given.

    Parameters
    ----------
    X, y, w, b : as in compute_gradient
    alpha : float, the learning rate

    Returns
    -------
    w : array of shape (n,), after the step
    b : float, after the step
    """
    raise NotImplementedError("fill in update")


def epoch(X, y, w, b, alpha, batch_size, order):
    """
    Take one step for each batch.

    Parameters
    ----------
    X, y, w, b, alpha : as in update, with all samples; w and b are the start
    batch_size, order : as in batches

    Returns
    -------
    w : array of shape (n,), after the last step
    b : float, after the last step
    """
    raise NotImplementedError("fill in epoch")
