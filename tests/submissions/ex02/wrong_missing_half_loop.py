# wrong: 1/m instead of 1/(2m)
# diagnoses: missing-half
def compute_cost(x, y, w, b):
    m = len(x)
    cost = 0
    for i in range(m):
        cost += (w * x[i] + b - y[i]) ** 2
    return cost / m


def compute_gradient(x, y, w, b):
    pairs = list(zip(x, y))
    dj_dw = sum((w * xi + b - yi) * xi for xi, yi in pairs) / len(pairs)
    dj_db = sum(w * xi + b - yi for xi, yi in pairs) / len(pairs)
    return dj_dw, dj_db
