"""Lab 01: theta comes last."""


def compute_gradient(X, y, theta):
    """Return 1/m Xᵀ(Xθ − y), of shape (n + 1,)."""
    return X.T @ (X @ theta - y) / len(y)


def update(X, y, theta, alpha):
    """Return theta after one step."""
    return theta - alpha * compute_gradient(X, y, theta)
