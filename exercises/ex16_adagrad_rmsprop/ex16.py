"""Exercise 16: a step size for every parameter."""

import numpy as np


def update_adagrad(theta, s, gradient, alpha, epsilon):
    """
    Take one step of AdaGrad.

    Parameters
    ----------
    theta : array of shape (n,), the parameters before the step
    s : array of shape (n,), the sum of squared gradients before the step
    gradient : array of shape (n,), the gradient at theta
    alpha : float, the learning rate
    epsilon : float, added to the root

    Returns
    -------
    theta : array of shape (n,), the parameters after the step
    s : array of shape (n,), the sum after the step
    """
    raise NotImplementedError("fill in update_adagrad")


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    """
    Take one step of RMSprop.

    Parameters
    ----------
    theta, gradient, alpha, epsilon : as in update_adagrad
    s : array of shape (n,), the running average of squared gradients before the step
    rho : float, the weight of the old average

    Returns
    -------
    theta : array of shape (n,), the parameters after the step
    s : array of shape (n,), the average after the step
    """
    raise NotImplementedError("fill in update_rmsprop")
