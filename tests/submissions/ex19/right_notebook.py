# right: printing, plotting imports and type hints
import copy
import math

import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from tqdm import tqdm


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Compute the sigmoid of z."""
    g = 1 / (1 + np.exp(-z))
    return g


def compute_cost(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, *argv) -> float:
    m, n = X.shape
    loss_sum = 0
    for i in range(m):
        z_wb = 0
        for j in range(n):
            z_wb += w[j] * X[i][j]
        z_wb += b
        f_wb = sigmoid(z_wb)
        loss_sum += -y[i] * np.log(f_wb) - (1 - y[i]) * np.log(1 - f_wb)
    total_cost = (1 / m) * loss_sum
    print(f"Cost: {total_cost}")
    return total_cost


def compute_gradient(X, y, w, b, *argv):
    m, n = X.shape
    dj_dw = np.zeros(w.shape)
    dj_db = 0.0
    for i in range(m):
        f_wb = sigmoid(np.dot(X[i], w) + b)
        dj_db += f_wb - y[i]
        for j in range(n):
            dj_dw[j] += (f_wb - y[i]) * X[i][j]
    dj_db = dj_db / m
    dj_dw = dj_dw / m
    return dj_dw, dj_db


def update(X, y, w_in, b_in, alpha):
    w = copy.deepcopy(w_in)
    b = b_in
    for _ in tqdm(range(1)):
        dj_dw, dj_db = compute_gradient(X, y, w, b)
        w -= alpha * dj_dw
        b -= alpha * dj_db
    return w, b


if __name__ == "__main__":
    sns.set()
    plt.plot([0, 1], [math.pi, math.e])
