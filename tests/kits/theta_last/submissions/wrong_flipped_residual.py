# wrong: target minus prediction, stepped as if it were not
# diagnoses: flipped-residual

def compute_gradient(X, y, theta):
    return X.T @ (y - X @ theta) / len(y)


def update(X, y, theta, alpha):
    return theta - alpha * compute_gradient(X, y, theta)
