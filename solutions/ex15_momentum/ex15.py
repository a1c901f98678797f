"""Exercise 15: keep some speed."""


def update(theta, velocity, gradient, alpha, beta):
    """Return (theta, velocity) after one step; all three arrays have shape (n,)."""
    # A running sum of gradients in which each step halves, or whatever beta says, what is old.
    velocity = beta * velocity + gradient
    # theta moves by the velocity that this gradient has already pushed.
    return theta - alpha * velocity, velocity
