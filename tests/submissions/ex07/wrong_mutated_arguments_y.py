# wrong: the residual is worked out inside y
# diagnoses: mutated-arguments
def compute_gradient(theta, X, y):
    y -= X @ theta
    return -(X.T @ y) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
