# right: an estimator that keeps w and b
import numpy as np


class SGDRegressor:
    def __init__(self, w, b, eta0):
        self.coef_ = w
        self.intercept_ = b
        self.eta0 = eta0

    def gradient(self, x, target):
        error = self.predict(x) - target
        return error * x, error

    def predict(self, x):
        return np.dot(self.coef_, x) + self.intercept_

    def partial_fit(self, x, target):
        dw, db = self.gradient(x, target)
        self.coef_ = self.coef_ - self.eta0 * dw
        self.intercept_ = self.intercept_ - self.eta0 * db
        return self


def compute_gradient(x_i, y_i, w, b):
    return SGDRegressor(w, b, 0.0).gradient(x_i, y_i)


def update(x_i, y_i, w, b, alpha):
    model = SGDRegressor(w, b, alpha).partial_fit(x_i, y_i)
    return model.coef_, model.intercept_


def epoch(X, y, w, b, alpha, order):
    model = SGDRegressor(w, b, alpha)
    for i in order:
        model.partial_fit(X[i], y[i])
    return model.coef_, model.intercept_
