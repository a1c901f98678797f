"""Lab 01: a history without its beginning."""


def computeCost(X, y, theta):
    """Return J at theta, a float."""
    raise NotImplementedError("fill in computeCost")


def gradientDescent(X, y, theta, alpha, num_iters):
    """Return theta (n + 1, 1) after num_iters steps and J_history (num_iters,)."""
    raise NotImplementedError("fill in gradientDescent")
