# wrong: m is a number at the top of the file, that of the notebook's data
# diagnoses: global-instead-of-argument
import numpy as np

x_train = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
y_train = np.array([3.0, 5.0, 6.0, 9.0, 12.0, 13.0, 16.0])
m = 7


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    dj_dw = (1 / m) * np.sum(error * x)
    dj_db = (1 / m) * np.sum(error)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    for n_steps in range(max_iterations):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        if abs(dj_dw) < epsilon and abs(dj_db) < epsilon:
            return w, b, n_steps, True
        w, b = update(x, y, w, b, alpha)
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w, b, max_iterations, abs(dj_dw) < epsilon and abs(dj_db) < epsilon
