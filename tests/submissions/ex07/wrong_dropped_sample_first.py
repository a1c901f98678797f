# wrong: range(1, m)
# diagnoses: dropped-sample
def compute_gradient(theta, X, y):
    m = len(y)
    return sum((X[i] @ theta - y[i]) * X[i] for i in range(1, m)) / m


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
