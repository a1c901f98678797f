# wrong: the new theta is printed
# diagnoses: printed-not-returned
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    theta = theta - alpha * compute_gradient(theta, X, y)
    print(theta)
