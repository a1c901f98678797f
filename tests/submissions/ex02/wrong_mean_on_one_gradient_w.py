# wrong: dj_db is left as a sum
# diagnoses: mean-on-one-gradient [w]
def compute_cost(x, y, w, b):
    m = len(x)
    total = 0
    for i in range(m):
        total += (w * x[i] + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m = len(x)
    dj_dw, dj_db = 0, 0
    for xi, yi in zip(x, y):
        dj_dw += (w * xi + b - yi) * xi / m
        dj_db += w * xi + b - yi
    return dj_dw, dj_db
