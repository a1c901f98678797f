# right: the error from the left
def compute_gradient(theta, X, y):
    h = X @ theta
    return (h - y) @ X / y.size


def update(theta, X, y, alpha):
    return theta - alpha * ((X @ theta - y) @ X) / y.size
