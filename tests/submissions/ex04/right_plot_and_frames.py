# right: notebook imports and a plot of the error inside compute_gradient
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from tqdm import trange


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    plt.figure()
    plt.hist(error.ravel(), bins=10)
    plt.title("errors")
    plt.close()
    return np.dot(X.T, error) / len(error), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    new_w = w.copy()
    for j in trange(len(w)):
        new_w[j] = w[j] - alpha * dw[j]
    return new_w, b - alpha * db
