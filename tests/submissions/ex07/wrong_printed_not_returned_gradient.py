# wrong: the gradient is printed
# diagnoses: printed-not-returned
def compute_gradient(theta, X, y):
    print(X.T @ (X @ theta - y) / len(y))


def update(theta, X, y, alpha):
    return theta - alpha * X.T @ (X @ theta - y) / len(y)
