# wrong: = where += belongs
# diagnoses: last-sample-only
def compute_gradient(theta, X, y):
    m = len(y)
    for row, target in zip(X, y):
        gradient = (row @ theta - target) * row
    return gradient / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
