# wrong: y minus prediction, and entry by entry
# diagnoses: flipped-residual; sequential-update [theta[0], theta[1], theta[2]]
def compute_gradient(theta, X, y):
    return X.T @ (y - X @ theta) / len(y)


def update(theta, X, y, alpha):
    theta = theta.copy()
    for j in range(len(theta)):
        theta[j] -= alpha * compute_gradient(theta, X, y)[j]
    return theta
