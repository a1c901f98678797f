# wrong: the worked example's cost for every input
# diagnoses:
def compute_cost(x, y, w, b):
    return 2.5


def compute_gradient(x, y, w, b):
    pairs = list(zip(x, y))
    dj_dw = sum((w * xi + b - yi) * xi for xi, yi in pairs) / len(pairs)
    dj_db = sum(w * xi + b - yi for xi, yi in pairs) / len(pairs)
    return dj_dw, dj_db
