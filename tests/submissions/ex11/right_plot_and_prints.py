# right: a plot, prints and a demonstration
import matplotlib.pyplot as plt
import numpy as np


def f(x: float) -> float:
    return 0.4 * x**4 - 2 * x**2 + 0.5 * x + 2


def compute_gradient(x):
    return 0.4 * 4 * x**3 - 2 * 2 * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    xs = [float(x0)]
    for k in range(n_steps):
        x = update(xs[-1], alpha)
        if k < 3:
            print(f"step {k}: x = {x:.4f}, f = {f(x):.4f}")
        xs.append(x)
    plt.plot(xs, [f(x) for x in xs], "o-")
    return np.array(xs)


for start in (-2.2, 2.2):
    print(start, "->", descend(start, 0.01, 50)[-1])
