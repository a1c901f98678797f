"""Exercise 08: know when to stop."""

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
    x, y, w, b : as in compute_gradient
    alpha : float, the learning rate

    Returns
    -------
    w, b : floats, the parameters after the step, in this order
    """
    raise NotImplementedError("fill in update")


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    """
    Step downhill from (w, b) until both slopes are smaller than epsilon in size.

    Parameters
    ----------
    x, y, w, b, alpha : as in update; w and b are the start
    epsilon : float, what counts as flat
    max_iterations : int, the most steps that may be taken

    Returns
    -------
    w, b : floats, where the walk ends
    n_steps : int, how many steps were taken
    converged : bool, whether both slopes at the returned point are smaller than epsilon in size
    """
    raise NotImplementedError("fill in descend")
