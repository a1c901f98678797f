# right: a class, parameters as attributes
import numpy as np


class LogisticRegression:
    def __init__(self, w, b, lr=0.1):
        self.w = np.array(w)
        self.b = b
        self.lr = lr

    @staticmethod
    def _sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def predict_proba(self, X):
        return self._sigmoid(X @ self.w + self.b)

    def loss(self, X, y):
        p = self.predict_proba(X)
        return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()

    def gradients(self, X, y):
        error = self.predict_proba(X) - y
        return X.T.dot(error) / len(X), error.sum() / len(X)

    def step(self, X, y):
        dw, db = self.gradients(X, y)
        self.w = self.w - self.lr * dw
        self.b -= self.lr * db


def sigmoid(z):
    return LogisticRegression._sigmoid(z)


def compute_cost(X, y, w, b):
    return LogisticRegression(w, b).loss(X, y)


def compute_gradient(X, y, w, b):
    return LogisticRegression(w, b).gradients(X, y)


def update(X, y, w, b, alpha):
    model = LogisticRegression(w, b, lr=alpha)
    model.step(X, y)
    return model.w, model.b
