# right: lists and zip, a list is returned
def compute_gradient(theta, X, y, lambda_):
    m = len(y)
    errors = [sum(t * v for t, v in zip(theta, row)) - target for row, target in zip(X, y)]
    slopes = [sum(e * row[j] for e, row in zip(errors, X)) / m for j in range(len(theta))]
    return [slopes[0]] + [s + lambda_ * t / m for s, t in zip(slopes[1:], theta[1:])]


def update(theta, X, y, alpha, lambda_):
    return [t - alpha * g for t, g in zip(theta, compute_gradient(theta, X, y, lambda_))]
