# right: keeps the whole path, prints and plots it, returns its end
import matplotlib.pyplot as plt
import numpy as np
from tqdm.auto import tqdm


def update(w, grad, learning_rate):
    return np.subtract(w, np.multiply(learning_rate, grad))


def gradient_descent(grad_fn, w_init, learning_rate=0.1, n_steps=50):
    path = [np.array(w_init)]
    for k in tqdm(range(n_steps)):
        path.append(update(path[-1], grad_fn(path[-1]), learning_rate))
        if k % 10 == 0:
            print("step", k, "w =", path[-1])
    plt.plot([p[0] for p in path], "o-")
    plt.show()
    return path[-1]
