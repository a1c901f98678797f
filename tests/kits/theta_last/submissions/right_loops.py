# right: loops over samples and features

def compute_gradient(X, y, theta):
    m, n = len(y), len(theta)
    gradient = [0.0] * n
    for i in range(m):
        error = sum(X[i][j] * theta[j] for j in range(n)) - y[i]
        for j in range(n):
            gradient[j] += error * X[i][j] / m
    return gradient


def update(X, y, theta, alpha):
    return [t - alpha * g for t, g in zip(theta, compute_gradient(X, y, theta))]
