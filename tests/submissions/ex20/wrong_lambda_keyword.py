# wrong: lambda is a word of Python
# diagnoses:
def compute_gradient(theta, X, y, lambda):
    return (X.T @ (X @ theta - y) + lambda * theta) / len(y)


def update(theta, X, y, alpha, lambda):
    return theta - alpha * compute_gradient(theta, X, y, lambda)
