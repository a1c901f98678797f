"""Exercise 18: large steps first, small steps later."""

import numpy as np


def step_decay(alpha0, t, drop, every):
    """
    Return the learning rate at step t: multiplied by drop once in every so many steps.

    Parameters
    ----------
    alpha0 : float, the rate at t = 0
    t : int, the steps already taken
    drop : float, what the rate is multiplied by
    every : int, the number of steps between two drops
    """
    raise NotImplementedError("fill in step_decay")


def exponential_decay(alpha0, t, k):
    """
    Return the learning rate at step t: the same share lost in every step.

    Parameters
    ----------
    alpha0 : float, the rate at t = 0
    t : int, the steps already taken
    k : float, how fast it decays
    """
    raise NotImplementedError("fill in exponential_decay")


def inverse_time_decay(alpha0, t, k):
    """
    Return the learning rate at step t: divided by a number that grows evenly.

    Parameters
    ----------
    alpha0 : float, the rate at t = 0
    t : int, the steps already taken
    k : float, how fast it decays
    """
    raise NotImplementedError("fill in inverse_time_decay")


def cosine_decay(alpha0, t, t_max):
    """
    Return the learning rate at step t: along half a turn of the cosine, down to 0 at t_max.

    Parameters
    ----------
    alpha0 : float, the rate at t = 0
    t : int, the steps already taken
    t_max : int, the last step
    """
    raise NotImplementedError("fill in cosine_decay")


def update(theta, gradient, alpha0, t, schedule):
    """
    Take one step of gradient descent with the learning rate that a schedule gives.

    Parameters
    ----------
    theta : array of shape (n,), the parameters before the step
    gradient : array of shape (n,), the gradient at theta
    alpha0 : float, the rate at t = 0
    t : int, the steps already taken
    schedule : function that takes alpha0 and t and returns the learning rate

    Returns
    -------
    theta : array of shape (n,), the parameters after the step
    """
    raise NotImplementedError("fill in update")
