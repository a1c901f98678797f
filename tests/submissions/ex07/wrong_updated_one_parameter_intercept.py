# wrong: only theta[0] moves
# diagnoses: updated-one-parameter [theta[0]]
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    new_theta = theta.copy()
    new_theta[0] = theta[0] - alpha * gradient[0]
    return new_theta
