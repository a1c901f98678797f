# wrong: the step uses eta from the top of the file
# diagnoses: global-instead-of-argument
eta = 0.015


def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    return theta - eta * compute_gradient(theta, X, y)
