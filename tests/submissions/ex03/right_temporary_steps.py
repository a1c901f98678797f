# right: the temporaries hold the steps, not the new parameters
from numpy import dot, sum


def compute_gradient(x, y, w, b):
    m = x.size
    diff = w * x + b - y
    return dot(diff, x) / m, sum(diff) / m


def update(x, y, w, b, alpha):
    grads = compute_gradient(x, y, w, b)
    step_w = -alpha * grads[0]
    step_b = -alpha * grads[1]
    w += step_w
    b += step_b
    return w, b
