# right: comprehensions, a list comes back
def compute_gradient(theta, X, y):
    errors = [sum(t * v for t, v in zip(theta, row)) - target for row, target in zip(X, y)]
    return [sum(e * v for e, v in zip(errors, column)) / len(errors) for column in zip(*X)]


def update(theta, X, y, alpha):
    return [t - alpha * g for t, g in zip(theta, compute_gradient(theta, X, y))]
