# wrong: no return
# diagnoses:
def compute_gradient(theta, X, y, lambda_):
    gradient = X.T @ (X @ theta - y) / len(y)
    gradient[1:] += lambda_ / len(y) * theta[1:]


def update(theta, X, y, alpha, lambda_):
    theta = theta - alpha * compute_gradient(theta, X, y, lambda_)
