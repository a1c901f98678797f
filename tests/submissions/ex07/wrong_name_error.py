# wrong: m is not defined
# diagnoses:
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
