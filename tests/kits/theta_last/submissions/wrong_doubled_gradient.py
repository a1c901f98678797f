# wrong: the gradient of 1/m, where the lab has 1/2m
# diagnoses: doubled-gradient

def compute_gradient(X, y, theta):
    return 2 * X.T @ (X @ theta - y) / len(y)


def update(X, y, theta, alpha):
    return theta - alpha * compute_gradient(X, y, theta)
