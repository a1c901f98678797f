# wrong: the first sample is taken for a header and skipped
# diagnoses: dropped-sample
def compute_gradient(x, y, w, b):
    rows = list(zip(x, y))[1:]
    dw = sum((w * xi + b - yi) * xi for xi, yi in rows) / len(rows)
    db = sum((w * xi + b - yi) for xi, yi in rows) / len(rows)
    return dw, db


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    new_w, new_b = w - alpha * dw, b - alpha * db
    return new_w, new_b
