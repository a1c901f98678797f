"""Exercise 17: both at once."""

import numpy as np


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """
    Take one step of Adam.

    Parameters
    ----------
    theta : array of shape (n,), the parameters before the step
    m, v : arrays of shape (n,), the running averages of the gradient and of its square, before the step
    t : int, the number of this step; the first one is 1
    gradient : array of shape (n,), the gradient at theta
    alpha : float, the learning rate
    beta1, beta2 : floats, the weights of the old averages
    epsilon : float, added to the root

    Returns
    -------
    theta : array of shape (n,), the parameters after the step
    m, v : arrays of shape (n,), the running averages after the step
    """
    raise NotImplementedError("fill in update")
