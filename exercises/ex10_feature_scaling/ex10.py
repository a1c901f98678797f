"""Exercise 10: give every feature the same range."""

import numpy as np


def fit_scaler(X):
    """
    Return mean and standard deviation of every feature.

    Parameters
    ----------
    X : array of shape (m, n), one row per sample, one column per feature

    Returns
    -------
    mean, std : arrays of shape (n,), in this order; std is the root of the mean squared deviation
    """
    raise NotImplementedError("fill in fit_scaler")


def scale(X, mean, std):
    """
    Return the features in standard deviations from their means.

    Parameters
    ----------
    X : array of shape (m, n)
    mean, std : arrays of shape (n,), of the data that the scaler was fitted to

    Returns
    -------
    X : array of shape (m, n), scaled
    """
    raise NotImplementedError("fill in scale")


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


def unscale(w, b, mean, std):
    """
    Turn the parameters for scaled features into those for the features as they came.

    Parameters
    ----------
    w : array of shape (n, 1), for scaled features
    b : float, for scaled features
    mean, std : arrays of shape (n,), as fit_scaler returned them

    Returns
    -------
    w : array of shape (n, 1), for the original features
    b : float, for the original features
    """
    raise NotImplementedError("fill in unscale")
