# wrong: the gradient is printed
# diagnoses: printed-not-returned
def compute_gradient(theta, X, y, lambda_):
    gradient = X.T @ (X @ theta - y) / len(y)
    gradient[1:] += lambda_ / len(y) * theta[1:]
    print(gradient)


def update(theta, X, y, alpha, lambda_):
    gradient = X.T @ (X @ theta - y) / len(y)
    gradient[1:] += lambda_ / len(y) * theta[1:]
    return theta - alpha * gradient
