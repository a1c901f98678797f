# right: one product

def compute_gradient(X, y, theta):
    return (X @ theta - y) @ X / X.shape[0]


def update(X, y, theta, alpha):
    theta = theta.copy()
    theta -= alpha * compute_gradient(X, y, theta)
    return theta
