# right: a trainer class, a progress bar, prints
import numpy as np
from tqdm import tqdm


class Trainer:
    def __init__(self, w, b, lr):
        self.w, self.b, self.lr = w, b, lr

    def grads(self, X, y):
        m = X.shape[0]
        error = (X @ self.w + self.b) - y
        return (1 / m) * (X.T @ error), (1 / m) * np.sum(error)

    def step(self, X, y):
        dw, db = self.grads(X, y)
        self.w = self.w - self.lr * dw
        self.b = self.b - self.lr * db


def batches(m: int, batch_size: int, order: np.ndarray) -> list[np.ndarray]:
    return [order[i:i + batch_size] for i in range(0, m, batch_size)]


def compute_gradient(X, y, w, b):
    return Trainer(w, b, 0.0).grads(X, y)


def update(X, y, w, b, alpha):
    trainer = Trainer(w, b, alpha)
    trainer.step(X, y)
    return trainer.w, trainer.b


def epoch(X, y, w, b, alpha, batch_size, order):
    trainer = Trainer(w, b, alpha)
    for batch in tqdm(batches(len(X), batch_size, order)):
        trainer.step(X[batch], y[batch])
        print("batch", batch, "w", trainer.w)
    return trainer.w, trainer.b
