# wrong: sums, and no b
# diagnoses: missing-mean; missing-bias
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    dj_dw, dj_db = 0, 0
    for xi, yi in zip(x, y):
        dj_dw += (w * xi - yi) * xi
        dj_db += w * xi - yi
    return dj_dw, dj_db
