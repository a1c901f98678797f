# right: a class like scikit-learn's
import numpy as np


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    return w - alpha * dw, b - alpha * db


class StandardScaler:
    def fit(self, X):
        self.mean_ = X.mean(0)
        self.scale_ = np.sqrt(np.mean((X - self.mean_) ** 2, 0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_


def fit_scaler(X):
    scaler = StandardScaler().fit(X)
    return scaler.mean_, scaler.scale_


def scale(X, mean, std):
    scaler = StandardScaler()
    scaler.mean_, scaler.scale_ = mean, std
    return scaler.transform(X)


def unscale(w, b, mean, std):
    w = w / std.reshape(-1, 1)
    return w, b - np.sum(w[:, 0] * mean)
