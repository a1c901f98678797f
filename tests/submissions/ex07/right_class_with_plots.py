# right: a class with type hints, plotting imports and a demonstration at import
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd


class LinearModel:
    def __init__(self, theta: np.ndarray) -> None:
        self.theta = theta

    def gradient(self, X: np.ndarray, y: np.ndarray) -> np.ndarray:
        return X.T.dot(X.dot(self.theta) - y) / len(X)

    def fit_once(self, X: np.ndarray, y: np.ndarray, alpha: float) -> "LinearModel":
        return LinearModel(self.theta - alpha * self.gradient(X, y))


def compute_gradient(theta, X, y):
    return LinearModel(theta).gradient(X, y)


def update(theta, X, y, alpha, plot=False):
    model = LinearModel(theta).fit_once(X, y, alpha)
    if plot:
        plt.scatter(X[:, 1], y)
    return model.theta


X_demo = np.c_[np.ones(3), [1.0, 2.0, 3.0]]
print(update(np.zeros(2), X_demo, np.array([2.0, 4.0, 6.0]), 0.1))
