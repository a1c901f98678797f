"""Exercise 01: step down a parabola."""


def compute_gradient(w):
    """Return dL/dw of L = w² at w."""
    # ((w + h)² − w²) / h = 2w + h, and h goes to 0.
    return 2 * w


def update(w, alpha):
    """Return w after one step with learning rate alpha."""
    # The slope points uphill, so the step goes against it.
    return w - alpha * compute_gradient(w)
