# wrong: the gradient is a column of shape (n + 1, 1)
# diagnoses:
def compute_gradient(theta, X, y):
    error = (X @ theta - y).reshape(-1, 1)
    return X.T @ error / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    return theta.reshape(-1, 1) - alpha * gradient
