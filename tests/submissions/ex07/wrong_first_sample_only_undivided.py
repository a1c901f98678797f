# wrong: row 0 only
# diagnoses: first-sample-only
def compute_gradient(theta, X, y):
    return (X[0] @ theta - y[0]) * X[0]


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
