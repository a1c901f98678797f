# right: a regressor class with fit-like methods
import numpy as np


class LinearRegression:
    def __init__(self, weights, bias, lr=0.01):
        self.weights = weights
        self.bias = bias
        self.lr = lr

    def _predict(self, X):
        return np.dot(X, self.weights) + self.bias

    def _gradients(self, X, y):
        n_samples, _ = X.shape
        diff = self._predict(X) - y
        return (1 / n_samples) * np.dot(X.T, diff), (1 / n_samples) * np.sum(diff)

    def partial_fit(self, X, y):
        dw, db = self._gradients(X, y)
        self.weights = self.weights - self.lr * dw
        self.bias = self.bias - self.lr * db
        return self


def compute_gradient(X, y, w, b):
    return LinearRegression(w, b)._gradients(X, y)


def update(X, y, w, b, alpha):
    model = LinearRegression(w, b, lr=alpha).partial_fit(X, y)
    return model.weights, model.bias
