# right: progress bar, cost curve and animation imports from a notebook
import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
from IPython.display import clear_output
from matplotlib.animation import FuncAnimation
from tqdm import tqdm


def compute_gradient(X, y, w, b):
    error = X @ w + b - y
    return X.T @ error / len(y), np.mean(error)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    w, b = w - alpha * dw, b - alpha * db
    return w, b


def plot_costs(costs):
    plt.plot(range(len(costs)), costs, "b-")
    plt.xlabel("iteration")
    plt.ylabel("cost")
    plt.savefig("costs.png")
    plt.show()


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    cost = lambda w, b: 0.5 * np.mean((X @ w + b - y) ** 2)
    costs = [cost(w, b)]
    for _ in tqdm(range(num_iterations), desc="descending"):
        w, b = update(X, y, w, b, alpha)
        costs.append(cost(w, b))
    plot_costs(costs)
    return w, b, np.array(costs)
