# right: copied out of a notebook, plotting imports and a plot inside a function
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from IPython.display import display

sns.set_theme()
plt.style.use("ggplot")


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def plot_line(x, y, w, b):
    plt.figure(figsize=(6, 4))
    plt.scatter(x, y, marker="x", c="r")
    plt.plot(x, w * x + b)
    plt.xlabel("x")
    plt.show()


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    new_w = w - alpha * dj_dw
    new_b = b - alpha * dj_db
    plot_line(x, y, new_w, new_b)
    return new_w, new_b
