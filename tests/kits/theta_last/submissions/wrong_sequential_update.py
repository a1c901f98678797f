# wrong: theta[0] has moved when the slope of theta[1] is taken
# diagnoses: sequential-update [theta[0], theta[1], theta[2]]

def compute_gradient(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def update(X, y, theta, alpha):
    theta = theta.copy()
    for j in range(len(theta)):
        theta[j] = theta[j] - alpha * ((X @ theta - y) * X[:, j]).mean()
    return theta
