# wrong: only the step
# diagnoses: returned-step
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    return alpha * gradient
