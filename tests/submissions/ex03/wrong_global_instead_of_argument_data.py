# wrong: compute_gradient reads the training data of the notebook instead of x and y
# diagnoses: global-instead-of-argument
import numpy as np

x_train = np.array([1.0, 2.0, 4.0])
y_train = np.array([3.0, 2.0, 7.0])


def compute_gradient(x, y, w, b):
    error = w * x_train + b - y_train
    return np.mean(error * x_train), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


print(update(x_train, y_train, 0.0, 0.0, 0.1))
