# right: a notebook's cells in one file, with plots and prints
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

sns.set(style="whitegrid")
# %matplotlib inline
x_train = np.array([1.0, 2.0])
y_train = np.array([300.0, 500.0])


def compute_cost(x, y, w, b):
    f = np.array([w * value + b for value in x])
    plt.plot(x, f)
    plt.legend(["prediction"])
    return ((f - y) ** 2).sum() / (2 * len(x))


def compute_gradient(x, y, w, b, show=True):
    f = w * x + b
    if show:
        print("errors:", f - y)
    return ((f - y) * x).sum() / len(x), (f - y).sum() / len(x)


print("cost at w = 200, b = 100:", compute_cost(x_train, y_train, 200, 100))
