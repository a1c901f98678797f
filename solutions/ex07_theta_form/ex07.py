"""Exercise 07: fold b into theta."""


def compute_gradient(theta, X, y):
    """Return ∂J/∂θ of J = 1/(2m) ‖Xθ − y‖²; theta (n + 1,), X (m, n + 1), y (m,)."""
    error = X @ theta - y  # (m,)
    # Row j of X.T is column j of X; its first row is all ones and gives the slope of the intercept.
    return X.T @ error / len(y)


def update(theta, X, y, alpha):
    """Return theta after one step with learning rate alpha."""
    # The whole gradient is known before any entry of theta moves.
    return theta - alpha * compute_gradient(theta, X, y)
