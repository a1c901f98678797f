# right: helper functions, one partial derivative each
def predict(x, w, b):
    return [w * value + b for value in x]


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def gradient_w(x, y, w, b):
    return mean((p - t) * v for p, t, v in zip(predict(x, w, b), y, x))


def gradient_b(x, y, w, b):
    return mean(p - t for p, t in zip(predict(x, w, b), y))


def compute_gradient(x, y, w, b):
    return gradient_w(x, y, w, b), gradient_b(x, y, w, b)


def update(x, y, w, b, alpha):
    new_w = w - alpha * gradient_w(x, y, w, b)
    new_b = b - alpha * gradient_b(x, y, w, b)
    return new_w, new_b
