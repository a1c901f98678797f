# wrong: no factor x for w, and b moves before w's gradient is taken
# diagnoses: missing-feature; sequential-update [b, w]
def compute_gradient(x, y, w, b):
    mean_error = sum(w * xi + b - yi for xi, yi in zip(x, y)) / len(x)
    return mean_error, mean_error


def update(x, y, w, b, alpha):
    b = b - alpha * compute_gradient(x, y, w, b)[1]
    w = w - alpha * compute_gradient(x, y, w, b)[0]
    return w, b
