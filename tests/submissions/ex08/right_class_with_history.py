# right: a class that remembers every point
import numpy as np


def compute_gradient(x, y, w, b):
    error = w * x + b - y
    return np.mean(error * x), np.mean(error)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db


class Walk:
    def __init__(self, x, y, alpha, epsilon):
        self.x, self.y, self.alpha, self.epsilon = x, y, alpha, epsilon
        self.points = []

    def is_flat(self):
        return all(abs(g) < self.epsilon for g in compute_gradient(self.x, self.y, *self.points[-1]))

    def run(self, w, b, limit):
        self.points.append((w, b))
        while len(self.points) <= limit and not self.is_flat():
            self.points.append(update(self.x, self.y, *self.points[-1], self.alpha))
        return self


def descend(x, y, w, b, alpha, epsilon, max_iterations):
    walk = Walk(x, y, alpha, epsilon).run(w, b, max_iterations)
    return (*walk.points[-1], len(walk.points) - 1, walk.is_flat())
