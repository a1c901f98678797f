# right: theta is changed in place, on a copy, after the gradient is known; plots nothing
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd


def compute_gradient(theta, X, y, lambda_):
    """Gradient of the regularised cost."""
    m = len(y)
    temp = np.array(theta)
    temp[0] = 0
    print("lambda:", lambda_)
    return 1 / m * X.transpose().dot(X.dot(theta) - y) + lambda_ / m * temp


def update(theta, X, y, alpha, lambda_):
    theta = np.copy(theta)
    gradient = compute_gradient(theta, X, y, lambda_)
    for j in range(theta.shape[0]):
        theta[j] -= alpha * gradient[j]
    return theta


if __name__ == "__main__":
    plt.plot(pd.DataFrame({"x": [1, 2]})["x"])
    plt.show()
