"""Exercise 02: measure the cost and its slopes."""

import numpy as np


def compute_cost(x, y, w, b):
    """
    Return the cost J of the line w x + b.

    Parameters
    ----------
    x, y : arrays of shape (m,), the inputs and the targets
    w, b : floats, the parameters of the line

    Returns
    -------
    cost : float, half the mean of the squared errors
    """
    raise NotImplementedError("fill in compute_cost")


def compute_gradient(x, y, w, b):
    """
    Return both partial derivatives of the cost J at the point (w, b).

    Parameters
    ----------
    x, y : arrays of shape (m,), the inputs and the targets
    w, b : floats, the parameters of the line

    Returns
    -------
    dj_dw, dj_db : floats, ∂J/∂w and ∂J/∂b, in this order
    """
    raise NotImplementedError("fill in compute_gradient")
