# wrong: y minus prediction
# diagnoses: flipped-residual
def compute_gradient(theta, X, y):
    error = y - X @ theta
    return X.T @ error / len(y)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
