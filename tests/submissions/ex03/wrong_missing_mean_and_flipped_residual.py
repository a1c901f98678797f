# wrong: both inside compute_gradient: sums, and target minus prediction
# diagnoses: missing-mean; flipped-residual
def compute_gradient(x, y, w, b):
    dw = 0
    db = 0
    for xi, yi in zip(x, y):
        dw += (yi - (w * xi + b)) * xi
        db += yi - (w * xi + b)
    return dw, db


def update(x, y, w, b, alpha):
    dw, db = compute_gradient(x, y, w, b)
    return w - alpha * dw, b - alpha * db
