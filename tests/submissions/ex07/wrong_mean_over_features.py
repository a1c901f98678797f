# wrong: divided by the number of parameters
# diagnoses: mean-over-features
def compute_gradient(theta, X, y):
    error = X @ theta - y
    return X.T @ error / len(theta)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
