# right: an optimiser object with state, as in a framework
import numpy as np


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = np.zeros_like(params)
        self.v = self.momentum * self.v + grads
        return params - self.lr * self.v


def update(theta, velocity, gradient, alpha, beta):
    optimizer = Momentum(alpha, beta)
    optimizer.v = velocity
    theta = optimizer.update(theta, gradient)
    return theta, optimizer.v
