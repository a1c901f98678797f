# right: numpy.polynomial does the derivative
from numpy.polynomial import Polynomial

f = Polynomial([2, 0.5, -2, 0, 0.4])


def compute_gradient(x):
    return f.deriv()(x)


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    path = [x0]
    for _ in range(n_steps):
        path.append(update(path[-1], alpha))
    return path
