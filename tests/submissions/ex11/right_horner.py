# right: Horner's scheme and itertools
from itertools import accumulate, repeat


def compute_gradient(x):
    return (1.6 * x * x - 4) * x + 0.5


def update(x, alpha):
    return x - alpha * compute_gradient(x)


def descend(x0, alpha, n_steps):
    return list(accumulate(repeat(alpha, n_steps), update, initial=x0))
