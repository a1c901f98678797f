# wrong: slices up to -1
# diagnoses: dropped-sample
def compute_gradient(theta, X, y):
    A, t = X[:-1], y[:-1]
    return A.T @ (A @ theta - t) / len(t)


def update(theta, X, y, alpha):
    gradient = compute_gradient(theta, X, y)
    theta = theta - alpha * gradient
    return theta
