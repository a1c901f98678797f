# right: trains on a small table and prints when the file is loaded
import numpy as np

np.random.seed(0)


def compute_gradient(X, y, w, b):
    e = X @ w + b - y
    return np.dot(e.T, X).T / e.size, np.average(e)


def update(X, y, w, b, alpha):
    dw, db = compute_gradient(X, y, w, b)
    b = b - alpha * db
    w = w - alpha * dw
    return w, b


def gradient_descent(X, y, w, b, alpha=0.01, num_iterations=1000):
    path = [(w, b)]
    for _ in range(num_iterations):
        path.append(update(X, y, *path[-1], alpha))
    costs = [np.sum((X @ w + b - y) ** 2) / (2 * len(y)) for w, b in path]
    return *path[-1], costs


X_train = np.random.rand(20, 2)
y_train = X_train @ np.array([[2.0], [-1.0]]) + 0.5
w_final, b_final, history = gradient_descent(X_train, y_train, np.zeros((2, 1)), 0.0, alpha=0.1, num_iterations=200)
print("learned:", w_final.ravel(), b_final)
print("cost went from", history[0], "to", history[-1])
