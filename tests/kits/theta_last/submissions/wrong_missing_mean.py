# wrong: the sum is never divided
# diagnoses: missing-mean

def compute_gradient(X, y, theta):
    return X.T @ (X @ theta - y)


def update(X, y, theta, alpha):
    return theta - alpha * compute_gradient(X, y, theta)
