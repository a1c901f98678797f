# wrong: the arguments are taken in the order X, y, theta
# diagnoses:
def compute_gradient(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(X, y, theta)
    theta = theta - alpha * gradient
    return theta
