# right: comprehensions over zip, no NumPy at all
def compute_gradient(x, y, w, b):
    errors = [w * xi + b - yi for xi, yi in zip(x, y)]
    dj_dw = sum(e * xi for e, xi in zip(errors, x)) / len(x)
    dj_db = sum(errors) / len(errors)
    return dj_dw, dj_db


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - alpha * dj_dw, b - alpha * dj_db
