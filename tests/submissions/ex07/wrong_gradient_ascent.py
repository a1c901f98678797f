# wrong: plus
# diagnoses: gradient-ascent
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    return theta + alpha * compute_gradient(theta, X, y)
