# right: a model class that keeps its history
import numpy as np


class Model:
    def __init__(self, w, b, alpha):
        self.w, self.b, self.alpha = w, b, alpha
        self.history = []

    def errors(self, X, y):
        return X @ self.w + self.b - y

    def cost(self, X, y):
        return float(np.mean(self.errors(X, y) ** 2) / 2)

    def gradient(self, X, y):
        e = self.errors(X, y)
        return X.T @ e / len(y), float(np.mean(e))

    def step(self, X, y):
        dw, db = self.gradient(X, y)
        self.w = self.w - self.alpha * dw
        self.b = self.b - self.alpha * db

    def fit(self, X, y, n_iter):
        self.history.append(self.cost(X, y))
        for _ in range(n_iter):
            self.step(X, y)
            self.history.append(self.cost(X, y))
        return self


def compute_gradient(X, y, w, b):
    return Model(w, b, None).gradient(X, y)


def update(X, y, w, b, alpha):
    model = Model(w, b, alpha)
    model.step(X, y)
    return model.w, model.b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    model = Model(w, b, alpha).fit(X, y, num_iterations)
    return model.w, model.b, model.history
