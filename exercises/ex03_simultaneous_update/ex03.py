"""Exercise 03: update w and b at the same time."""

import numpy as np


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


def update(x, y, w, b, alpha):
    """
    Take one step of gradient descent from the point (w, b).

    Parameters
    ----------
    x, y : arrays of shape (m,), the inputs and the targets
    w, b : floats, the parameters before the step
    alpha : float, the learning rate

    Returns
    -------
    w, b : floats, the parameters after the step, in this order
    """
    raise NotImplementedError("fill in update")
