# wrong: squared errors
# diagnoses: squared-residual
def compute_gradient(theta, X, y):
    error = (X @ theta - y) ** 2
    return X.T @ error / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
