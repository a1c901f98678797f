# wrong: a bracket too many
# diagnoses:
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y)) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
