# wrong: y as a column against a flat prediction
# diagnoses: broadcast-target

def compute_gradient(X, y, theta):
    table = X @ theta - y.reshape(-1, 1)
    return (X.T @ table).sum(axis=1) / len(y)


def update(X, y, theta, alpha):
    return theta - alpha * (X.T @ (X @ theta - y)) / len(y)
