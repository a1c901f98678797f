# wrong: 2/m
# diagnoses: doubled-gradient
def compute_gradient(theta, X, y):
    m = X.shape[0]
    return (2 / m) * X.T.dot(X.dot(theta) - y)


def update(theta, X, y, alpha):
    return theta - alpha * compute_gradient(theta, X, y)
