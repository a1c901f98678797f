# wrong: the mean absolute error
# diagnoses: absolute-residual
def compute_cost(x, y, w, b):
    total = 0
    for xi, yi in zip(x, y):
        total += abs(w * xi + b - yi)
    return total / len(x)


def compute_gradient(x, y, w, b):
    pairs = list(zip(x, y))
    dj_dw = sum((w * xi + b - yi) * xi for xi, yi in pairs) / len(pairs)
    dj_db = sum(w * xi + b - yi for xi, yi in pairs) / len(pairs)
    return dj_dw, dj_db
