"""Exercise 06: descend along any gradient."""

import numpy as np


def update(w, grad, learning_rate):
    """
    Take one step of gradient descent from w.

    Parameters
    ----------
    w : array of shape (n,), the parameters before the step
    grad : array of shape (n,), the gradient at w
    learning_rate : float

    Returns
    -------
    w : array of shape (n,), the parameters after the step
    """
    raise NotImplementedError("fill in update")


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    """
    Take n_steps steps from w_init.

    Parameters
    ----------
    grad_fn : function that takes an array of shape (n,) and returns the gradient there, of shape (n,)
    w_init : array of shape (n,), the start
    learning_rate : float
    n_steps : int, the number of steps

    Returns
    -------
    w : array of shape (n,), the parameters after the last step
    """
    raise NotImplementedError("fill in gradient_descent")
