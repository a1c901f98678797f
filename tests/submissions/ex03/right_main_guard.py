# right: code under the guard, with files and names that exist only there
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


if __name__ == "__main__":
    data = np.loadtxt("houses.csv", delimiter=",")
    print(update(data[:, 0], data[:, 1], 0.0, 0.0, 0.01))
