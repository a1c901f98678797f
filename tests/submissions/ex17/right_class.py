# right: the optimiser object that many write first
import numpy as np


class Adam:
    def __init__(self, alpha, beta1, beta2, eps):
        self.alpha, self.beta1, self.beta2, self.eps = alpha, beta1, beta2, eps
        self.m = self.v = 0.0
        self.t = 0

    def step(self, params, grad):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * np.square(grad)
        m_hat = self.m / (1 - np.power(self.beta1, self.t))
        v_hat = self.v / (1 - np.power(self.beta2, self.t))
        return params - self.alpha * m_hat / (np.sqrt(v_hat) + self.eps)


def update(theta, m, v, t, gradient, alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    adam = Adam(alpha, beta1, beta2, epsilon)
    adam.m, adam.v, adam.t = m, v, t - 1
    return adam.step(theta, gradient), adam.m, adam.v
