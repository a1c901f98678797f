# wrong: divided by the number of columns, and y minus prediction
# diagnoses: mean-over-features; flipped-residual
def compute_gradient(theta, X, y):
    m = X.shape[1]
    return X.T @ (y - X @ theta) / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
