"""Exercise 01: step down a parabola."""


def compute_gradient(w):
    """
    Return the slope of the cost L = w² at w.

    Parameters
    ----------
    w : float, the parameter

    Returns
    -------
    gradient : float, dL/dw
    """
    raise NotImplementedError("fill in compute_gradient")


def update(w, alpha):
    """
    Take one step of gradient descent from w.

    Parameters
    ----------
    w : float, the parameter before the step
    alpha : float, the learning rate

    Returns
    -------
    w : float, the parameter after the step
    """
    raise NotImplementedError("fill in update")
