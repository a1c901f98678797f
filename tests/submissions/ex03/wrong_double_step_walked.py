# wrong: two whole steps, each with its own gradient
# diagnoses: double-step
def compute_gradient(x, y, w, b):
    e = [w * xi + b - yi for xi, yi in zip(x, y)]
    return sum(ei * xi for ei, xi in zip(e, x)) / len(x), sum(e) / len(x)


def update(x, y, w, b, alpha):
    for _ in range(2):
        dw, db = compute_gradient(x, y, w, b)
        w, b = w - alpha * dw, b - alpha * db
    return w, b
