# wrong: the product is a sum
# diagnoses: missing-mean
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
