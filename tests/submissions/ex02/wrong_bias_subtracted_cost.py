# wrong: a bracket is missing
# diagnoses: bias-subtracted
def compute_cost(x, y, w, b):
    m = float(len(x))
    return sum((yi - (w * xi) + b) ** 2 for xi, yi in zip(x, y)) / (2 * m)


def compute_gradient(x, y, w, b):
    pairs = list(zip(x, y))
    dj_dw = sum((w * xi + b - yi) * xi for xi, yi in pairs) / len(pairs)
    dj_db = sum(w * xi + b - yi for xi, yi in pairs) / len(pairs)
    return dj_dw, dj_db
