# wrong: a name that does not exist
# diagnoses:
def compute_gradient(theta, X, y, lambda_):
    gradient = X.T @ (X @ theta - y) / m
    gradient[1:] += lambda_ / m * theta[1:]
    return gradient


def update(theta, X, y, alpha, lambda_):
    return theta - alpha * compute_gradient(theta, X, y, lambda_)
