# wrong: a penalty that nobody asked for
# diagnoses:
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) + 0.1 * theta


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
