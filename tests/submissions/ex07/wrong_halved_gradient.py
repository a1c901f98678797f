# wrong: 1/(2m)
# diagnoses: halved-gradient
def compute_gradient(theta, X, y):
    error = X @ theta - y
    return error @ X / (2 * len(y))


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
