"""Exercise 11: two valleys."""

import numpy as np


def compute_gradient(x):
    """
    Return the slope of f(x) = 0.4x⁴ − 2x² + 0.5x + 2 at x.

    Parameters
    ----------
    x : float

    Returns
    -------
    gradient : float, f′(x)
    """
    raise NotImplementedError("fill in compute_gradient")


def update(x, alpha):
    """
    Take one step of gradient descent from x.

    Parameters
    ----------
    x : float, the point before the step
    alpha : float, the learning rate

    Returns
    -------
    x : float, the point after the step
    """
    raise NotImplementedError("fill in update")


def descend(x0, alpha, n_steps):
    """
    Take n_steps steps from x0 and return every point on the way.

    Parameters
    ----------
    x0 : float, the start
    alpha : float, the learning rate
    n_steps : int, how many steps to take

    Returns
    -------
    path : array of shape (n_steps + 1,), the start and the point after each step
    """
    raise NotImplementedError("fill in descend")
