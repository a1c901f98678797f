# right: decimals, because they round less
from decimal import Decimal


def to_decimals(values):
    return [Decimal(float(value)) for value in values]


def step(theta, s, gradient, alpha, epsilon):
    alpha, epsilon = Decimal(alpha), Decimal(epsilon)
    return [t - alpha * g / (a.sqrt() + epsilon) for t, a, g in zip(theta, s, gradient)]


def update_adagrad(theta, s, gradient, alpha, epsilon):
    theta, s, gradient = to_decimals(theta), to_decimals(s), to_decimals(gradient)
    s = [a + g**2 for a, g in zip(s, gradient)]
    return step(theta, s, gradient, alpha, epsilon), s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    theta, s, gradient = to_decimals(theta), to_decimals(s), to_decimals(gradient)
    rho = Decimal(rho)
    s = [rho * a + (1 - rho) * g**2 for a, g in zip(s, gradient)]
    return step(theta, s, gradient, alpha, epsilon), s
