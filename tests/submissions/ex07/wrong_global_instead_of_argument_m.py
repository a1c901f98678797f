# wrong: m is the number of houses in the notebook
# diagnoses: global-instead-of-argument
m = 97


def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
