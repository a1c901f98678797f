# right: generator expressions over zip
def residuals(x, y, w, b):
    return [w * xi + b - yi for xi, yi in zip(x, y)]


def compute_cost(x, y, w, b):
    return sum(r * r for r in residuals(x, y, w, b)) / len(x) / 2


def compute_gradient(x, y, w, b):
    r = residuals(x, y, w, b)
    return sum(ri * xi for ri, xi in zip(r, x)) / len(x), sum(r) / len(x)
