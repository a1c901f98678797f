# wrong: the error and the product are divided
# diagnoses: mean-twice
def compute_gradient(theta, X, y):
    m = len(y)
    error = (X @ theta - y) / m
    return X.T @ error / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
