# wrong: = for +=
# diagnoses: last-sample-only
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    for xi, yi in zip(x, y):
        dj_dw = (w * xi + b - yi) * xi
        dj_db = w * xi + b - yi
    return dj_dw / m, dj_db / m
