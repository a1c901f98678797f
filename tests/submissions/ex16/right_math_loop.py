# right: math.sqrt, component by component, lists
import math


def update_adagrad(theta, s, gradient, alpha, epsilon):
    new_theta, new_s = [], []
    for t, a, g in zip(theta, s, gradient):
        a = a + g * g
        new_s.append(a)
        new_theta.append(t - alpha * g / (math.sqrt(a) + epsilon))
    return new_theta, new_s


def update_rmsprop(theta, s, gradient, alpha, rho, epsilon):
    new_theta, new_s = [], []
    for j in range(len(theta)):
        a = rho * s[j] + (1 - rho) * gradient[j] ** 2
        new_s.append(a)
        new_theta.append(theta[j] - alpha * gradient[j] / (math.sqrt(a) + epsilon))
    return new_theta, new_s
