# wrong: theta[j] is stored before the next slope is taken
# diagnoses: sequential-update [theta[0], theta[1], theta[2]]
def compute_gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def update(theta, X, y, alpha):
    theta = theta.copy()
    for j in range(len(theta)):
        theta[j] = theta[j] - alpha * compute_gradient(theta, X, y)[j]
    return theta
