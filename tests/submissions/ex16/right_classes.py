# right: optimisers in the style of a framework
import numpy as np


class AdaGrad:
    def __init__(self, lr, eps):
        self.lr, self.eps = lr, eps
        self.cache = 0

    def accumulate(self, g):
        self.cache = self.cache + g * g

    def step(self, params, g):
        self.accumulate(g)
        return params - self.lr * g / (np.sqrt(self.cache) + self.eps)


class RMSProp(AdaGrad):
    def __init__(self, lr, rho, eps):
        super().__init__(lr, eps)
        self.rho = rho

    def accumulate(self, g):
        self.cache = self.rho * self.cache + (1 - self.rho) * g * g


def update_adagrad(theta, s, gradient, alpha, epsilon):
    optimizer = AdaGrad(alpha, epsilon)
    optimizer.cache = s
    return optimizer.step(theta, gradient), optimizer.cache


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    optimizer = RMSProp(alpha, rho, epsilon)
    optimizer.cache = s
    return optimizer.step(theta, gradient), optimizer.cache
