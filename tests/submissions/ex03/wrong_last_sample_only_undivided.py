# wrong: the sums are indented out of the loop, so only the last error is left
# diagnoses: last-sample-only
def compute_gradient(x, y, w, b):
    sum_w = 0
    sum_b = 0
    for xi, yi in zip(x, y):
        error = w * xi + b - yi
    sum_w += error * xi
    sum_b += error
    return sum_w, sum_b


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
