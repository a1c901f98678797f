"""Exercise 09: choose a learning rate."""

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


def cost_curve(x, y, w, b, alpha, n_steps):
    """
    Walk n_steps steps from (w, b) and return the cost J at every point on the way.

    Parameters
    ----------
    x, y, w, b, alpha : as in update; w and b are the start
    n_steps : int, how many steps to take

    Returns
    -------
    costs : array of shape (n_steps + 1,), J before the first step and after each step
    """
    raise NotImplementedError("fill in cost_curve")


def diagnose_rate(costs):
    """
    Judge a learning rate by its curve, as the table in the task says.

    Parameters
    ----------
    costs : array, J before the first step and after each step

    Returns
    -------
    word : "diverges", "slow" or "good"
    """
    raise NotImplementedError("fill in diagnose_rate")


def choose_alpha(x, y, alphas, n_steps):
    """
    Try every learning rate from w = 0, b = 0 and return the one whose curve ends lowest.

    Parameters
    ----------
    x, y : arrays of shape (m,), the inputs and the targets
    alphas : array, the learning rates to try
    n_steps : int, how many steps to take with each

    Returns
    -------
    alpha : float, one of alphas
    """
    raise NotImplementedError("fill in choose_alpha")
