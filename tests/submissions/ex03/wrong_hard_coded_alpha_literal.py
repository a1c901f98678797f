# wrong: the worked example's 0.1 stands where alpha belongs
# diagnoses: hard-coded-alpha
def compute_gradient(x, y, w, b):
    errors = [w * xi + b - yi for xi, yi in zip(x, y)]
    return sum(e * xi for e, xi in zip(errors, x)) / len(x), sum(errors) / len(x)


def update(x, y, w, b, alpha):
    dj_dw, dj_db = compute_gradient(x, y, w, b)
    return w - 0.1 * dj_dw, b - 0.1 * dj_db
