"""Exercise 12: a slope of zero is not yet a valley."""

import numpy as np


def compute_gradient(p):
    """
    Return both slopes of f(u, v) = u² − v² + v⁴/4 at the point p.

    Parameters
    ----------
    p : array of shape (2,), u and v

    Returns
    -------
    gradient : array of shape (2,), ∂f/∂u and ∂f/∂v
    """
    raise NotImplementedError("fill in compute_gradient")


def update(p, alpha):
    """
    Take one step of gradient descent from the point p.

    Parameters
    ----------
    p : array of shape (2,), the point before the step
    alpha : float, the learning rate

    Returns
    -------
    p : array of shape (2,), the point after the step
    """
    raise NotImplementedError("fill in update")


def classify(p):
    """
    Say what kind of point p is, by its slopes and its curvatures.

    Parameters
    ----------
    p : array of shape (2,), u and v

    Returns
    -------
    word : "minimum", "maximum", "saddle" or "not critical"
    """
    raise NotImplementedError("fill in classify")
