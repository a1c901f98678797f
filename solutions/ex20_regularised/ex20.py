"""Exercise 20: keep theta small."""


def compute_gradient(theta, X, y, lambda_):
    """Return ∂J/∂θ of J = 1/(2m) (‖Xθ − y‖² + λ Σ_{j≥1} θ_j²); theta (n + 1,), X (m, n + 1), y (m,)."""
    error = X @ theta - y  # (m,)
    # The penalty has no term in θ_0, so its derivative there is 0. Only a copy may be changed to say so.
    shrinking = lambda_ * theta
    shrinking[0] = 0
    return (X.T @ error + shrinking) / len(y)


def update(theta, X, y, alpha, lambda_):
    """Return theta after one step with learning rate alpha."""
    # The penalty is part of J and so of its gradient: the rule itself stays as it is.
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
